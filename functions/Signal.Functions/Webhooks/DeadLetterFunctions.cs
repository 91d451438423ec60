using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>The events that a webhook did not accept: <c>/v1/webhooks/{id}/dead-letters</c>.</summary>
public sealed class DeadLetterFunctions(WebhookStore webhooks, DeadLetters letters, ContinuationTokens continuations)
{
    /// <summary>Lists the events that could not be delivered in time, oldest first.</summary>
    [Function("ListDeadLetters")]
    [Operation("Webhooks", 200, typeof(ListPage<DeadLetterView>))]
    [Paged]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhooks/{webhookId}/dead-letters")] HttpRequest request,
        CallContext context, string webhookId)
    {
        var webhook = await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled);
        var paging = Paging.Of(context);
        var list = "dead letters of " + webhookId;
        var page = await letters.PageAsync(webhook, paging.Limit, continuations.Open(paging.Continuation, list), context.Cancelled);
        return Answers.Json(new ListPage<DeadLetterView>([.. page.Items.Select(DeadLetterView.Of)], continuations.Seal(page.Continuation, list)));
    }

    /// <summary>Delivers the oldest 1000 dead letters again, after the events that are already queued.</summary>
    [Function("ReplayDeadLetters")]
    [Operation("Webhooks", 202, typeof(ReplayResult))]
    public async Task<IResult> ReplayAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/dead-letters/replay")] HttpRequest request,
        CallContext context, string webhookId)
    {
        var webhook = await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled);
        return Answers.Json(new ReplayResult(await letters.ReplayAllAsync(webhook, context.Cancelled)), StatusCodes.Status202Accepted);
    }

    /// <summary>Delivers one dead letter again, after the events that are already queued.</summary>
    [Function("ReplayDeadLetter")]
    [Operation("Webhooks", 202, typeof(ReplayResult))]
    public async Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/dead-letters/{letterId}/replay")] HttpRequest request,
        CallContext context, string webhookId, string letterId)
    {
        var webhook = await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled);
        await letters.ReplayAsync(webhook, letterId, context.Cancelled);
        return Answers.Json(new ReplayResult(1), StatusCodes.Status202Accepted);
    }
}

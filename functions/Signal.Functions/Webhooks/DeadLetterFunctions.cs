using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Storage;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>What a webhook did not take: <c>/v1/webhooks/{id}/dead-letters</c>.</summary>
public sealed class DeadLetterFunctions(ApiEndpoint endpoint, WebhookStore webhooks, DeadLetters letters, ContinuationTokens continuations)
{
    /// <summary>Lists the events that could not be delivered in time, oldest first.</summary>
    [Function("ListDeadLetters")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhooks/{webhookId}/dead-letters")] HttpRequest request,
        string webhookId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => ListAsync(context, webhookId), cancellationToken);

    /// <summary>Delivers the oldest 1000 dead letters again, behind what waits already.</summary>
    [Function("ReplayDeadLetters")]
    public Task<IResult> ReplayAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/dead-letters/replay")] HttpRequest request,
        string webhookId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => ReplayAllAsync(context, webhookId), cancellationToken);

    /// <summary>Delivers one dead letter again, behind what waits already.</summary>
    [Function("ReplayDeadLetter")]
    public Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/dead-letters/{letterId}/replay")] HttpRequest request,
        string webhookId, string letterId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => ReplayAsync(context, webhookId, letterId), cancellationToken);

    private async Task<IResult> ListAsync(CallContext context, string webhookId)
    {
        var webhook = await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled);
        var paging = Paging.Of(context);
        var list = "dead letters of " + webhookId;
        var page = await letters.PageAsync(webhook, paging.Limit, continuations.Open(paging.Continuation, list), context.Cancelled);
        return Answers.Json(new ListPage<DeadLetterView>([.. page.Items.Select(DeadLetterView.Of)], continuations.Seal(page.Continuation, list)));
    }

    private async Task<IResult> ReplayAllAsync(CallContext context, string webhookId)
    {
        var webhook = await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled);
        return Answers.Json(new ReplayResult(await letters.ReplayAllAsync(webhook, context.Cancelled)), StatusCodes.Status202Accepted);
    }

    private async Task<IResult> ReplayAsync(CallContext context, string webhookId, string letterId)
    {
        var webhook = await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled);
        await letters.ReplayAsync(webhook, letterId, context.Cancelled);
        return Answers.Json(new ReplayResult(1), StatusCodes.Status202Accepted);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Webhooks;

/// <summary>Webhooks: <c>/v1/webhooks</c>.</summary>
public sealed class WebhookFunctions(WebhookStore webhooks, WebhookPing ping, IdempotencyKeys idempotency)
{
    /// <summary>Creates a webhook and returns its secret.</summary>
    [Function("CreateWebhook")]
    [Operation("Webhooks", 201, typeof(Webhook), Body = typeof(WebhookSpec), AnswerHeaders = ["Location"], Problems = [403, 422])]
    [Idempotent]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks")] HttpRequest request, CallContext context)
    {
        var body = await context.ReadBytesAsync();
        var spec = context.ParseJson<WebhookSpec>(body);
        webhooks.Validate(spec);
        var id = await idempotency.ReserveAsync(context, body, Ids.New());
        var (webhook, secret) = await webhooks.CreateAsync(context.ServiceId, id, spec, context.Cancelled);
        return Answers.Created(context, $"/v1/webhooks/{id}", Webhook.Of(webhook, secret));
    }

    /// <summary>Lists the service's webhooks.</summary>
    [Function("ListWebhooks")]
    [Operation("Webhooks", 200, typeof(ListPage<Webhook>))]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhooks")] HttpRequest request, CallContext context)
    {
        var found = await webhooks.ListAsync(context.ServiceId, context.Cancelled);
        return Answers.Json(new ListPage<Webhook>([.. found.Select(webhook => Webhook.Of(webhook))], null));
    }

    /// <summary>Gets a webhook.</summary>
    [Function("GetWebhook")]
    [Operation("Webhooks", 200, typeof(Webhook))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhooks/{webhookId}")] HttpRequest request,
        CallContext context, string webhookId) =>
        Answers.Json(Webhook.Of(await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled)));

    /// <summary>Changes a webhook: a JSON merge patch (RFC 7396).</summary>
    [Function("PatchWebhook")]
    [Operation("Webhooks", 200, typeof(Webhook), Body = typeof(WebhookSpec), IsPatch = true)]
    public async Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/webhooks/{webhookId}")] HttpRequest request,
        CallContext context, string webhookId)
    {
        var patch = await context.ReadPatchAsync();
        var before = Webhook.Of(await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled));
        var spec = new WebhookSpec { Url = before.Url, Events = before.Events, Description = before.Description, Enabled = before.Enabled };
        return Answers.Json(Webhook.Of(await webhooks.ReplaceAsync(context.ServiceId, webhookId, MergePatch.Patched(spec, patch), context.Cancelled)));
    }

    /// <summary>Deletes a webhook and its undelivered events.</summary>
    [Function("DeleteWebhook")]
    [Operation("Webhooks", 204)]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/webhooks/{webhookId}")] HttpRequest request,
        CallContext context, string webhookId)
    {
        await webhooks.DeleteAsync(context.ServiceId, webhookId, context.Cancelled);
        return Answers.NoContent();
    }

    /// <summary>Creates a new secret and returns it; the previous one also signs for one day.</summary>
    [Function("RotateWebhookSecret")]
    [Operation("Webhooks", 201, typeof(Webhook))]
    public async Task<IResult> RotateSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/secret")] HttpRequest request,
        CallContext context, string webhookId)
    {
        var (webhook, secret) = await webhooks.RotateSecretAsync(context.ServiceId, webhookId, context.Cancelled);
        return Answers.Json(Webhook.Of(webhook, secret), StatusCodes.Status201Created);
    }

    /// <summary>Sends an event of type <c>ping</c>.</summary>
    [Function("PingWebhook")]
    [Operation("Webhooks", 202)]
    public async Task<IResult> Ping(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/ping")] HttpRequest request,
        CallContext context, string webhookId)
    {
        await ping.SendAsync(await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled), context.Cancelled);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}

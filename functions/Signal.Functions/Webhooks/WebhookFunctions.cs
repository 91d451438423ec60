using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Webhooks;

/// <summary>Webhooks: <c>/v1/webhooks</c>.</summary>
public sealed class WebhookFunctions(ApiEndpoint endpoint, WebhookStore webhooks, WebhookPing ping, IdempotencyKeys idempotency)
{
    /// <summary>Creates a webhook, and shows its secret.</summary>
    [Function("CreateWebhook")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, CreateAsync, cancellationToken);

    /// <summary>Lists the service's webhooks.</summary>
    [Function("ListWebhooks")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhooks")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, ListAsync, cancellationToken);

    /// <summary>Shows a webhook.</summary>
    [Function("GetWebhook")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhooks/{webhookId}")] HttpRequest request,
        string webhookId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => GetAsync(context, webhookId), cancellationToken);

    /// <summary>Changes a webhook: a JSON merge patch (RFC 7396).</summary>
    [Function("PatchWebhook")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/webhooks/{webhookId}")] HttpRequest request,
        string webhookId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => PatchAsync(context, webhookId), cancellationToken);

    /// <summary>Deletes a webhook, with what still waits for delivery.</summary>
    [Function("DeleteWebhook")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/webhooks/{webhookId}")] HttpRequest request,
        string webhookId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => DeleteAsync(context, webhookId), cancellationToken);

    /// <summary>Makes a new secret, and shows it; for a day the former one signs too.</summary>
    [Function("RotateWebhookSecret")]
    public Task<IResult> RotateSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/secret")] HttpRequest request,
        string webhookId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => RotateSecretAsync(context, webhookId), cancellationToken);

    /// <summary>Sends an event of type <c>ping</c>.</summary>
    [Function("PingWebhook")]
    public Task<IResult> Ping(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{webhookId}/ping")] HttpRequest request,
        string webhookId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => PingAsync(context, webhookId), cancellationToken);

    private async Task<IResult> CreateAsync(CallContext context)
    {
        var body = await context.ReadBytesAsync();
        var spec = context.ParseJson<WebhookSpec>(body);
        webhooks.Validate(spec);
        var id = await idempotency.ReserveAsync(context, body, Ids.New());
        var (webhook, secret) = await webhooks.CreateAsync(context.ServiceId, id, spec, context.Cancelled);
        return Answers.Created(context, $"/v1/webhooks/{id}", Webhook.Of(webhook, secret));
    }

    private async Task<IResult> ListAsync(CallContext context)
    {
        var found = await webhooks.ListAsync(context.ServiceId, context.Cancelled);
        return Answers.Json(new ListPage<Webhook>([.. found.Select(webhook => Webhook.Of(webhook))], null));
    }

    private async Task<IResult> GetAsync(CallContext context, string webhookId) =>
        Answers.Json(Webhook.Of(await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled)));

    private async Task<IResult> PatchAsync(CallContext context, string webhookId)
    {
        var body = await context.ReadBytesAsync();
        var patch = context.ParseObject(body, RequestBody.MediaTypeOf(context.Request, "application/merge-patch+json", "application/json"));
        var before = Webhook.Of(await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled));
        var spec = new WebhookSpec { Url = before.Url, Events = before.Events, Description = before.Description, Enabled = before.Enabled };
        var patched = MergePatch.Apply(JsonSerializer.SerializeToNode(spec, ApiJson.Options), patch);
        spec = RequestBody.Parse<WebhookSpec>(JsonSerializer.SerializeToUtf8Bytes(patched), ApiJson.Options);
        return Answers.Json(Webhook.Of(await webhooks.ReplaceAsync(context.ServiceId, webhookId, spec, context.Cancelled)));
    }

    private async Task<IResult> DeleteAsync(CallContext context, string webhookId)
    {
        await webhooks.DeleteAsync(context.ServiceId, webhookId, context.Cancelled);
        return Answers.NoContent();
    }

    private async Task<IResult> RotateSecretAsync(CallContext context, string webhookId)
    {
        var (webhook, secret) = await webhooks.RotateSecretAsync(context.ServiceId, webhookId, context.Cancelled);
        return Answers.Json(Webhook.Of(webhook, secret), StatusCodes.Status201Created);
    }

    private async Task<IResult> PingAsync(CallContext context, string webhookId)
    {
        await ping.SendAsync(await webhooks.GetAsync(context.ServiceId, webhookId, context.Cancelled), context.Cancelled);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}

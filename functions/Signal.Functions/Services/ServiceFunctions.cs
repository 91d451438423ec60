using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>Tenants: <c>/v1/services</c>, for the superservice; each service may see itself and rotate its own key.</summary>
public sealed class ServiceFunctions(
    ApiEndpoint endpoint, ServiceRegistry services, IdempotencyKeys idempotency, ContinuationTokens continuations)
{
    /// <summary>Creates a service, and shows its key.</summary>
    [Function("CreateService")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/services")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, CreateAsync, cancellationToken);

    /// <summary>Lists services.</summary>
    [Function("ListServices")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/services")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, ListAsync, cancellationToken);

    /// <summary>Shows a service.</summary>
    [Function("GetService")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/services/{serviceId}")] HttpRequest request,
        string serviceId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => GetAsync(context, serviceId), cancellationToken);

    /// <summary>Deletes a service with all that it owns.</summary>
    [Function("DeleteService")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/services/{serviceId}")] HttpRequest request,
        string serviceId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, context => DeleteAsync(context, serviceId), cancellationToken);

    /// <summary>Makes a further key, and shows it. Query: <c>graceSeconds</c>, how long the key before stays valid (one day).</summary>
    [Function("RotateServiceKey")]
    public Task<IResult> RotateKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/services/{serviceId}/keys")] HttpRequest request,
        string serviceId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => RotateKeyAsync(context, serviceId), cancellationToken);

    /// <summary>Ends a key at once.</summary>
    [Function("RevokeServiceKey")]
    public Task<IResult> RevokeKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/services/{serviceId}/keys/{keyId}")] HttpRequest request,
        string serviceId, string keyId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => RevokeKeyAsync(context, serviceId, keyId), cancellationToken);

    private async Task<IResult> CreateAsync(CallContext context)
    {
        var body = await context.ReadBytesAsync();
        var spec = context.ParseJson<ServiceSpec>(body);
        spec.Validate();
        var id = await idempotency.ReserveAsync(context, body, Ids.New());
        var service = await services.CreateAsync(id, spec, key: null, context.Cancelled);
        return Answers.Created(context, $"/v1/services/{id}", service);
    }

    private async Task<IResult> ListAsync(CallContext context)
    {
        var paging = Paging.Of(context);
        var page = await services.PageAsync(paging.Limit, continuations.Open(paging.Continuation, "services"), context.Cancelled);
        return Answers.Json(new ListPage<Service>(page.Items, continuations.Seal(page.Continuation, "services")));
    }

    private async Task<IResult> GetAsync(CallContext context, string serviceId)
    {
        RequireOwn(context, serviceId);
        return Answers.Json(await services.FindAsync(serviceId, context.Cancelled) ?? throw Problems.NotFound().AsException());
    }

    private async Task<IResult> DeleteAsync(CallContext context, string serviceId) =>
        await services.DeleteAsync(serviceId, context.Cancelled) ? Answers.NoContent() : throw Problems.NotFound().AsException();

    private async Task<IResult> RotateKeyAsync(CallContext context, string serviceId)
    {
        RequireOwn(context, serviceId);
        RequireLastingKey(context);
        var grace = 24 * 3600;
        if (context.Request.Query["graceSeconds"] is [{ } text]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out grace) || grace > 30 * 24 * 3600))
        {
            throw Problems.BadRequest("graceSeconds must be a number from 0 to 2592000.").AsException();
        }

        var service = await services.RotateKeyAsync(serviceId, TimeSpan.FromSeconds(grace), context.Cancelled);
        return Answers.Json(service ?? throw Problems.NotFound().AsException(), StatusCodes.Status201Created);
    }

    private async Task<IResult> RevokeKeyAsync(CallContext context, string serviceId, string keyId)
    {
        RequireOwn(context, serviceId);
        RequireLastingKey(context);
        return await services.RevokeKeyAsync(serviceId, keyId, context.Cancelled) ? Answers.NoContent() : throw Problems.NotFound().AsException();
    }

    // Whoever holds a key that was replaced, such as one that leaked, must not shut out its owner.
    private static void RequireLastingKey(CallContext context)
    {
        if (context.Caller.IsKeyEnding)
        {
            throw Problems.Make(403, ProblemCodes.Forbidden, "A key that is ending manages no keys.", "Sign with the newest key.").AsException();
        }
    }

    private static void RequireOwn(CallContext context, string serviceId)
    {
        if (!context.Caller.IsSuperservice && context.ServiceId != serviceId)
        {
            throw Problems.NotFound().AsException();
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Services;

/// <summary>Tenants: <c>/v1/services</c>, for the superservice; each service may read itself and rotate its own keys.</summary>
public sealed class ServiceFunctions(
    ServiceRegistry services, IdempotencyKeys idempotency, ContinuationTokens continuations)
{
    /// <summary>Creates a service and returns its key.</summary>
    [Function("CreateService")]
    [Access(Access.Superservice)]
    [Operation("Services", 201, typeof(Service), Body = typeof(ServiceSpec), AnswerHeaders = ["Location"], Problems = [409, 422])]
    [Idempotent]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/services")] HttpRequest request, CallContext context)
    {
        var body = await context.ReadBytesAsync();
        var spec = context.ParseJson<ServiceSpec>(body);
        spec.Validate();
        var id = await idempotency.ReserveAsync(context, body, Ids.New());
        var service = await services.CreateAsync(id, spec, key: null, context.Cancelled);
        return Answers.Created(context, $"/v1/services/{id}", service);
    }

    /// <summary>Lists services.</summary>
    [Function("ListServices")]
    [Access(Access.Superservice)]
    [Operation("Services", 200, typeof(ListPage<Service>))]
    [Paged]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/services")] HttpRequest request, CallContext context)
    {
        var paging = Paging.Of(context);
        var page = await services.PageAsync(paging.Limit, continuations.Open(paging.Continuation, "services"), context.Cancelled);
        return Answers.Json(new ListPage<Service>(page.Items, continuations.Seal(page.Continuation, "services")));
    }

    /// <summary>Gets a service.</summary>
    [Function("GetService")]
    [Operation("Services", 200, typeof(Service))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/services/{serviceId}")] HttpRequest request,
        CallContext context, string serviceId)
    {
        RequireOwn(context, serviceId);
        return Answers.Json(await services.FindAsync(serviceId, context.Cancelled) ?? throw Problems.NotFound().AsException());
    }

    /// <summary>
    /// Changes some settings of a service: a JSON merge patch (RFC 7396). Rooms that are open stay on their nodes, whatever regions are allowed.
    /// </summary>
    [Function("PatchService")]
    [Access(Access.Superservice)]
    [Operation("Services", 200, typeof(Service), Body = typeof(ServiceSpec), IsPatch = true)]
    public async Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/services/{serviceId}")] HttpRequest request,
        CallContext context, string serviceId)
    {
        var patch = await context.ReadPatchAsync();
        var service = await services.UpdateAsync(serviceId, spec => MergePatch.Patched(spec, patch), context.Cancelled);
        return Answers.Json(service ?? throw Problems.NotFound().AsException());
    }

    /// <summary>Deletes a service with all its resources.</summary>
    [Function("DeleteService")]
    [Access(Access.Superservice)]
    [Operation("Services", 204, Problems = [409])]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/services/{serviceId}")] HttpRequest request,
        CallContext context, string serviceId) =>
        await services.DeleteAsync(serviceId, context.Cancelled) ? Answers.NoContent() : throw Problems.NotFound().AsException();

    /// <summary>
    /// Creates an additional key and returns it. Query: <c>graceSeconds</c>, how long the previous key stays valid (default: one day).
    /// </summary>
    [Function("RotateServiceKey")]
    [Operation("Services", 201, typeof(Service))]
    [Query("graceSeconds", "How long the previous key stays valid, in seconds; one day when absent.", Type = "integer", Minimum = 0, Maximum = 30 * 24 * 3600)]
    public async Task<IResult> RotateKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/services/{serviceId}/keys")] HttpRequest request,
        CallContext context, string serviceId)
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

    /// <summary>Revokes a key immediately.</summary>
    [Function("RevokeServiceKey")]
    [Operation("Services", 204, Problems = [409])]
    public async Task<IResult> RevokeKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/services/{serviceId}/keys/{keyId}")] HttpRequest request,
        CallContext context, string serviceId, string keyId)
    {
        RequireOwn(context, serviceId);
        RequireLastingKey(context);
        return await services.RevokeKeyAsync(serviceId, keyId, context.Cancelled) ? Answers.NoContent() : throw Problems.NotFound().AsException();
    }

    // The holder of a replaced key, for example a leaked one, must not lock out the owner.
    private static void RequireLastingKey(CallContext context)
    {
        if (context.Caller.IsKeyEnding)
        {
            throw Problems.Make(403, ProblemCodes.Forbidden, "An expiring key cannot manage keys.", "Sign with the newest key.").AsException();
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

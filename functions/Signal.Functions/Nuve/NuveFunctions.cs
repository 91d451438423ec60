using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>The REST API of mediasoup-signal: under <c>/nuve</c>, and its three resources also at the root.</summary>
[Dialect(typeof(NuveDialect))]
public sealed class NuveFunctions
{
    /// <summary>The API with its prefix: clients are configured with the base URL <c>http://host/nuve/</c>.</summary>
    [Function("Nuve")]
    public static Task<IResult> Prefixed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "options", Route = "nuve/{*path}")] HttpRequest request,
        CallContext context) => RunAsync(context);

    /// <summary>Rooms, for clients that are configured with host and port only.</summary>
    [Function("NuveRooms")]
    public static Task<IResult> Rooms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "options", Route = "rooms/{*path}")] HttpRequest request,
        CallContext context) => RunAsync(context);

    /// <summary>Services, for clients that are configured with host and port only.</summary>
    [Function("NuveServices")]
    public static Task<IResult> Services(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "options", Route = "services/{*path}")] HttpRequest request,
        CallContext context) => RunAsync(context);

    /// <summary>Workers, for clients that are configured with host and port only.</summary>
    [Function("NuveWorkers")]
    public static Task<IResult> Workers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "options", Route = "workers")] HttpRequest request, CallContext context) =>
        RunAsync(context);

    private static Task<IResult> RunAsync(CallContext context) => context.Request.HttpContext.Features.Get<NuveCall>()!.RunAsync(context);
}

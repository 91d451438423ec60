using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.Nuve;

/// <summary>mediasoup-signal's REST API: all of it under <c>/nuve</c>, and its three resources at the root.</summary>
public sealed class NuveFunctions(NuveRouter router)
{
    /// <summary>The API under its prefix: clients are given the base URL <c>http://host/nuve/</c>.</summary>
    [Function("Nuve")]
    public Task<IResult> Prefixed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "options", Route = "nuve/{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        router.RunAsync(request, request.Path.Value!["/nuve".Length..], atRoot: false, cancellationToken);

    /// <summary>Rooms, for clients that are given host and port alone.</summary>
    [Function("NuveRooms")]
    public Task<IResult> Rooms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "options", Route = "rooms/{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        router.RunAsync(request, request.Path.Value!, atRoot: true, cancellationToken);

    /// <summary>Services, for clients that are given host and port alone.</summary>
    [Function("NuveServices")]
    public Task<IResult> Services(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "options", Route = "services/{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        router.RunAsync(request, request.Path.Value!, atRoot: true, cancellationToken);

    /// <summary>Workers, for clients that are given host and port alone.</summary>
    [Function("NuveWorkers")]
    public Task<IResult> Workers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "options", Route = "workers")] HttpRequest request, CancellationToken cancellationToken) =>
        router.RunAsync(request, request.Path.Value!, atRoot: true, cancellationToken);
}

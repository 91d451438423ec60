using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Health;

/// <summary>
/// Liveness (the process runs) and readiness (the node accepts new rooms). Neither depends on the control plane or the bus.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/healthz");
        group.MapGet("/live", () => TypedResults.Ok(new { status = "alive" }));
        group.MapGet("/ready", (WorkerPool workers, Lifecycle lifecycle, NodeIdentity node) =>
        {
            var state = lifecycle.Now.State;
            var body = new { status = state.ToString(), node = node.Id, epoch = node.Epoch, version = node.Version, workers = workers.Slots.Count };
            var ready = state == NodeState.Serving && workers.HasLive;
            return ready ? Results.Ok(body) : Results.Json(body, statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}

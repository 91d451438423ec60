using Signal.Bus;
using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Health;

/// <summary>
/// Liveness (the process runs) and readiness (the node accepts new rooms). An outage of the control plane or the bus affects neither; a bus that
/// refuses the credentials of the node needs an operator, so that the node is not ready.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/healthz");
        group.MapGet("/live", (NodeIdentity node) => TypedResults.Ok(new { status = "alive", node = node.Id, epoch = node.Epoch }));
        group.MapGet("/ready", (WorkerPool workers, Lifecycle lifecycle, NodeIdentity node, BusAccess bus) =>
        {
            var state = lifecycle.Now.State;
            var reason = bus.Refusal;
            var body = new { status = state.ToString(), node = node.Id, epoch = node.Epoch, version = node.Version, workers = workers.Slots.Count, reason };
            var ready = state == NodeState.Serving && workers.HasLive && reason is null;
            return ready ? Results.Ok(body) : Results.Json(body, statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}

using Signal.Contracts.Messages;
using Signal.MediaNode.Drain;
using Signal.MediaNode.Node;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Health;

/// <summary>Is the process alive, and can it serve? Neither depends on the control plane or the bus.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/healthz");
        group.MapGet("/live", () => TypedResults.Ok(new { status = "alive" }));
        group.MapGet("/ready", (WorkerPool workers, Lifecycle lifecycle, NodeIdentity node) =>
        {
            var body = new { status = lifecycle.Now.State.ToString(), node = node.Id, epoch = node.Epoch, version = node.Version, workers = workers.Slots.Count };
            var ready = lifecycle.Now.State != NodeState.Stopping && workers.Slots.Count > 0;
            return ready ? Results.Ok(body) : Results.Json(body, statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Signal.Functions.Changes;
using Signal.Functions.Secrets;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>Adds changes to the outbox of webhooks: room events for their service, node events for the superservice.</summary>
internal sealed class WebhookSink(WebhookOutbox outbox, WebhookDirectory webhooks, IOptions<AdminOptions> admin) : IEventSink
{
    public async Task AcceptAsync(string tenant, string roomId, IReadOnlyList<RoomChange> changes, CancellationToken cancellationToken)
    {
        if ((await webhooks.ListAsync(tenant, cancellationToken)).Count > 0)
        {
            await outbox.AcceptAsync(tenant, roomId, [.. changes.Select(Entry).OfType<OutboxEntry>()], cancellationToken);
        }
    }

    public Task AcceptAsync(NodeChange change, CancellationToken cancellationToken)
    {
        var type = change.Kind switch
        {
            NodeChangeKind.Started => WebhookEventTypes.NodeStarted,
            NodeChangeKind.Serving => WebhookEventTypes.NodeServing,
            NodeChangeKind.Draining => WebhookEventTypes.NodeDraining,
            NodeChangeKind.Stopping => WebhookEventTypes.NodeStopping,
            _ => WebhookEventTypes.NodeLost,
        };
        var subject = "nodes/" + change.NodeId;
        var data = new JsonObject { ["node"] = new JsonObject { ["id"] = change.NodeId, ["epoch"] = change.Epoch } };
        return outbox.AcceptAsync(
            admin.Value.SuperserviceId,
            subject,
            [
                new OutboxEntry(
                    IdOf($"{change.NodeId}/{change.Epoch}/{change.Kind}/{change.Sequence}"),
                    new EventSource($"{change.NodeId}:{change.Epoch}:{change.Kind}", change.Sequence),
                    new WebhookEvent(type, change.At, subject, data)),
            ],
            cancellationToken);
    }

    private static OutboxEntry? Entry(RoomChange change) => RoomWebhookEvents.Of(change.Event) is { } webhookEvent
        ? new OutboxEntry(IdOf(change.Id), new EventSource(change.Source, change.Sequence, change.Index), webhookEvent)
        : null;

    private static string IdOf(string change) => Ids.HashKey("webhook event " + change);
}

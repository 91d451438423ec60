using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Events;
using Signal.Functions.Participants;
using Signal.Functions.Services;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>Puts what happens into the webhooks' outbox: events of rooms for their service, events of nodes for the superservice.</summary>
internal sealed class WebhookSink(
    WebhookOutbox outbox, WebhookDirectory webhooks, RosterStore rosters, IOptions<AdminOptions> admin) : IEventSink
{
    public async Task AcceptAsync(RoomEvent roomEvent, CancellationToken cancellationToken)
    {
        if ((await webhooks.ListAsync(roomEvent.Tenant, cancellationToken)).Count == 0)
        {
            return;
        }

        var events = await EventsOfAsync(roomEvent, cancellationToken);
        await outbox.AcceptAsync(roomEvent.Tenant, roomEvent.RoomId, RoomWebhookEvents.SourceOf(roomEvent), events, cancellationToken);
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
            new EventSource($"{change.NodeId}:{change.Epoch}:{change.Kind}", change.Sequence),
            [new WebhookEvent(type, change.At, subject, data)],
            cancellationToken);
    }

    /// <summary>An event that makes participants come or go without naming each is told as if it did.</summary>
    private async Task<IReadOnlyList<WebhookEvent>> EventsOfAsync(RoomEvent roomEvent, CancellationToken cancellationToken)
    {
        var itself = RoomWebhookEvents.Of(roomEvent);
        var left = roomEvent switch
        {
            RoomStarted => (PeerLeftReason?)PeerLeftReason.Lost,
            // Those that the control plane makes up name everybody.
            RoomEnded { Sequence: >= 0 } => PeerLeftReason.RoomClosed,
            RoomRoster => PeerLeftReason.Lost,
            _ => null,
        };
        if (left is not { } reason)
        {
            return itself is null ? [] : [itself];
        }

        var present = (roomEvent as RoomRoster)?.Peers ?? [];
        var known = await rosters.OnNodeAsync(roomEvent.RoomId, roomEvent.NodeId, cancellationToken);
        return
        [
            .. known.Where(p => present.All(peer => peer.PeerId != p.Peer.PeerId)).Select(p => RoomWebhookEvents.Left(roomEvent, p.Peer.PeerId, p.UserId, reason)),
            .. present.Where(peer => known.All(p => p.Peer.PeerId != peer.PeerId)).Select(peer => RoomWebhookEvents.Joined(roomEvent, peer)),
            .. itself is null ? Array.Empty<WebhookEvent>() : [itself],
        ];
    }
}

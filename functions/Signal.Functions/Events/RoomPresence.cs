using Microsoft.Extensions.Logging;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;

namespace Signal.Functions.Events;

/// <summary>Updates the room's row from the events and reports of nodes: whether it is open, and on which node.</summary>
public sealed partial class RoomPresence(
    RoomStore rooms, RoomAgenda agenda, RoomNodeStore roomNodes, PartPresence parts, CommandFactory commands, CommandSender sender, TimeProvider time,
    ILogger<RoomPresence> logger)
{
    /// <summary>Closes a room that is not in the tables on the node where it was opened.</summary>
    public async Task CloseUnknownAsync(IReadOnlyList<RoomEvent> events, CancellationToken cancellationToken)
    {
        var first = events[0];
        if (events.Any(e => e is RoomStarted or PeerJoined))
        {
            LogUnknown(first.RoomId, first.NodeId);
            await sender.SendAsync(first.NodeId, [commands.CloseRoom(first.Tenant, first.RoomId)], cancellationToken);
        }

        await roomNodes.RemoveAsync(first.NodeId, first.RoomId, cancellationToken);
    }

    /// <summary>Whether the room is placed on another node, or on a newer process of this one, and this node is not offered to a client.</summary>
    public async Task<bool> IsElsewhereAsync(string tenant, string roomId, string nodeId, long epoch, CancellationToken cancellationToken) =>
        await rooms.FindAsync(tenant, roomId, cancellationToken) is { HomeNode: not null } room && !room.MayBeOn(nodeId, epoch);

    /// <summary>Applies that the room was opened or ended on a node. Idempotent.</summary>
    public async Task ApplyAsync(
        string tenant, string roomId, string nodeId, IReadOnlyList<RoomTransition> transitions, CancellationToken cancellationToken)
    {
        foreach (var transition in transitions)
        {
            if (transition.IsOpen)
            {
                await roomNodes.AddAsync(nodeId, tenant, roomId, time.GetUtcNow(), cancellationToken);
                await OpenAsync(tenant, roomId, nodeId, transition.Epoch, transition.At, cancellationToken);
            }
            else
            {
                await roomNodes.RemoveAsync(nodeId, roomId, cancellationToken);
                await CloseAsync(tenant, roomId, nodeId, transition, cancellationToken);
            }
        }
    }

    private async Task CloseAsync(string tenant, string roomId, string nodeId, RoomTransition transition, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var room = await rooms.ChangeAsync(
            tenant,
            roomId,
            room =>
            {
                if (room.MovingFrom == nodeId)
                {
                    (room.MovingFrom, room.MovingUntil) = (null, null);
                    return true;
                }

                if (room.HomeNode != nodeId || room.HomeEpoch > transition.Epoch || !room.Live)
                {
                    return false;
                }

                room.Live = false;
                room.LiveSince = null;
                room.LeftAt = transition.At;

                // The home has closed the other parts, unless it is lost; a token may open one again.
                room.Parts = transition.IsLost ? room.Parts : [.. room.Parts.Select(part => part with { Open = false }).Where(part => part.MayBeOpen(now))];
                return true;
            },
            cancellationToken);
        if (room?.ExpiresAt is { } expiresAt)
        {
            await agenda.AddAsync(room, expiresAt, cancellationToken);
        }

        if (transition.IsLost && room?.PartsJson is not null)
        {
            await parts.LeaveAsync(tenant, roomId, nodeId, cancellationToken);
        }
    }

    /// <summary>Marks the room as open on a node; when its home is another node, its participants are asked to move there.</summary>
    public async Task OpenAsync(string tenant, string roomId, string nodeId, long epoch, DateTimeOffset at, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string NodeId, string? TokenId)> others = [];
        var isHome = true;
        await rooms.ChangeAsync(
            tenant,
            roomId,
            room =>
            {
                var offer = room.Offer;
                isHome = room.HomeNode == nodeId && room.HomeEpoch <= epoch;
                var chosen = offer.FirstOrDefault(o => o.NodeId == nodeId);
                if (!isHome && (room.Live || chosen is null))
                {
                    return false;
                }

                // The first join decides: this node becomes the home, and the other candidates' tokens are revoked.
                others =
                [
                    .. offer.Where(o => o.NodeId != nodeId).Select(o => (o.NodeId, (string?)o.TokenId)),
                    .. isHome || room.HomeNode is null ? [] : new[] { (room.HomeNode, (string?)chosen!.TokenId.Split('.')[0]) },
                ];
                if (isHome && room.Live && room.HomeEpoch == epoch && offer.Count == 0)
                {
                    return false;
                }

                isHome = true;
                room.HomeNode = nodeId;
                room.HomeEpoch = epoch;
                room.Live = true;
                room.LiveSince = at;
                room.Offer = [];
                return true;
            },
            cancellationToken);
        if (!isHome)
        {
            LogElsewhere(roomId, nodeId);
            await sender.SendAsync(nodeId, [commands.MigrateRoom(tenant, roomId)], cancellationToken);
        }

        foreach (var (other, tokenId) in others)
        {
            await sender.SendAsync(other, [commands.RevokeTokens(tenant, roomId, userId: null, tokenId)], cancellationToken);
        }
    }

    [LoggerMessage(EventIds.UnknownRoomClosed, LogLevel.Information, "Room {RoomId} on node {NodeId} is unknown; closing it")]
    private partial void LogUnknown(string roomId, string nodeId);

    [LoggerMessage(EventIds.RoomOpenedElsewhere, LogLevel.Warning,
        "Room {RoomId} opened on node {NodeId}, which is not its home; moving its participants to the home")]
    private partial void LogElsewhere(string roomId, string nodeId);
}

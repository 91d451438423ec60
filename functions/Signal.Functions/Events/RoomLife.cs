using Microsoft.Extensions.Logging;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;

namespace Signal.Functions.Events;

/// <summary>Keeps the room's own row in step with what nodes tell: is it open, and where.</summary>
public sealed partial class RoomLife(
    RoomStore rooms, RoomNodeStore roomNodes, CommandSender commands, TimeProvider time, ILogger<RoomLife> logger)
{
    /// <summary>Applies an event; may be repeated.</summary>
    /// <returns>False when the tables hold no such room, so that there is nothing to fold into.</returns>
    public async Task<bool> ApplyAsync(RoomEvent e, CancellationToken cancellationToken)
    {
        var room = await rooms.FindAsync(e.Tenant, e.RoomId, cancellationToken);
        if (room is null)
        {
            if (e is RoomStarted or PeerJoined)
            {
                LogUnknown(e.RoomId, e.NodeId);
                await commands.SendAsync(e.NodeId, [commands.CloseRoom(e.Tenant, e.RoomId)], cancellationToken);
            }

            await roomNodes.RemoveAsync(e.NodeId, e.RoomId, cancellationToken);
            return false;
        }

        switch (e)
        {
            case RoomStarted:
                await roomNodes.AddAsync(e.NodeId, e.Tenant, e.RoomId, time.GetUtcNow(), cancellationToken);
                await OpenAsync(e.Tenant, e.RoomId, e.NodeId, e.Epoch, e.At, cancellationToken);
                break;
            case RoomEnded:
                await roomNodes.RemoveAsync(e.NodeId, e.RoomId, cancellationToken);
                await CloseAsync(e.Tenant, e.RoomId, e.NodeId, e.Epoch, e.At, cancellationToken);
                break;
        }

        return true;
    }

    /// <summary>The room is no longer open on a node.</summary>
    public Task CloseAsync(string tenant, string roomId, string nodeId, long epoch, DateTimeOffset at, CancellationToken cancellationToken) =>
        rooms.ChangeAsync(
            tenant,
            roomId,
            room =>
            {
                if (room.HomeNode != nodeId || room.HomeEpoch > epoch || !room.Live)
                {
                    return false;
                }

                room.Live = false;
                room.LiveSince = null;
                room.LeftAt = at;
                return true;
            },
            cancellationToken);

    /// <summary>The room is open on a node.</summary>
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

                // The first join ends the choice: here is home, and the other candidates' tokens are withdrawn.
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
                room.OfferUntil = null;
                return true;
            },
            cancellationToken);
        if (!isHome)
        {
            LogElsewhere(roomId, nodeId);
            await commands.SendAsync(nodeId, [commands.CloseRoom(tenant, roomId)], cancellationToken);
        }

        foreach (var (other, tokenId) in others)
        {
            await commands.SendAsync(other, [commands.RevokeTokens(tenant, roomId, userId: null, tokenId)], cancellationToken);
        }
    }

    [LoggerMessage(1311, LogLevel.Information, "Room {RoomId} on {NodeId} is not known (any more) and is told to close")]
    private partial void LogUnknown(string roomId, string nodeId);

    [LoggerMessage(1312, LogLevel.Warning, "Room {RoomId} opened on {NodeId} while its home is elsewhere, and is told to close there")]
    private partial void LogElsewhere(string roomId, string nodeId);
}

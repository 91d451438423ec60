using Microsoft.Extensions.Logging;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>
/// Names the next home of an open room that spans several nodes, when its home is lost: the node with the most participants, so that they stay
/// where they are. The room's ETag decides between this and a concurrent placement, and each takeover has a higher version than the one before.
/// </summary>
public sealed partial class HomeTakeover(
    NodeDirectory nodes, NodeChoice choice, IPartOccupancy occupancy, RoomStore rooms, CommandFactory commands, PlacementCommands sender,
    ILogger<HomeTakeover> logger)
{
    // Nodes whose links have a lower version do not know the command. All nodes of a room have the same.
    private const int FirstLinkVersion = 2;

    /// <summary>Names the next home, if the lost node is the home still.</summary>
    /// <param name="tenant">The service of the room.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="lostNode">The node that was lost.</param>
    /// <param name="lostEpoch">The epoch of its process.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// The room, whose home is another node: this takeover's, or that of a concurrent decision. Null: it was deleted, is not open, or no other
    /// node can take it over.
    /// </returns>
    public async Task<RoomEntity?> TakeOverAsync(string tenant, string roomId, string lostNode, long lostEpoch, CancellationToken cancellationToken)
    {
        while (await rooms.FindAsync(tenant, roomId, cancellationToken) is { } room)
        {
            if (room.HomeNode != lostNode || room.HomeEpoch != lostEpoch)
            {
                return room;
            }

            if (!room.Live || await NextAsync(room, cancellationToken) is not { } next)
            {
                return null;
            }

            room.TakeOver(next);
            if (await rooms.TryReplaceAsync(room, cancellationToken))
            {
                LogTakenOver(room.Id, next.NodeId, lostNode);
                await NotifyAsync(room, cancellationToken);
                return room;
            }
        }

        return null;
    }

    /// <summary>Notifies the nodes of a room that was taken over: first the home, to which the others attach.</summary>
    public async Task NotifyAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        var home = new RoomHome(room.HomeNode!, room.HomeEpoch, room.HomeVersion);
        foreach (var node in room.Parts.Select(part => part.NodeId).Prepend(home.NodeId).Distinct(StringComparer.Ordinal))
        {
            await sender.ChangeHomeAsync(node, commands.ChangeHome(room, home), cancellationToken);
        }
    }

    private async Task<RoomPart?> NextAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        var all = await nodes.ListAsync(cancellationToken);
        var areSilent = choice.AreSilent(all);
        var able =
            (from part in room.Parts
             where part.Open && part.LeavingUntil is null
             from node in all
             where node.Id == part.NodeId && node.Epoch == part.Epoch && !node.Cleared && node.NodeState != NodeState.Stopping
                 && node.Links?.Version >= FirstLinkVersion && (areSilent || choice.IsAlive(node))
             select (Part: part, Stays: node.NodeState == NodeState.Serving && node.DrainAsked is null)).ToArray();
        if (able.Length == 0)
        {
            return null;
        }

        var counts = await occupancy.CountAsync(room, cancellationToken);
        return able.OrderByDescending(n => n.Stays).ThenByDescending(n => counts.GetValueOrDefault(n.Part.NodeId))
            .ThenBy(n => n.Part.NodeId, StringComparer.Ordinal).First().Part;
    }

    [LoggerMessage(EventIds.RoomTakenOver, LogLevel.Warning, "Room {RoomId}: node {NodeId} takes over from its home {LostNodeId}, which is lost")]
    private partial void LogTakenOver(string roomId, string nodeId, string lostNodeId);
}

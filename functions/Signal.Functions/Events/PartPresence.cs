using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;

namespace Signal.Functions.Events;

/// <summary>Updates the nodes that a room spans, from the participants that its home reports.</summary>
public sealed partial class PartPresence(
    RoomStore rooms, NodeDirectory nodes, CommandFactory commands, CommandSender sender, TimeProvider time, ILogger<PartPresence> logger)
{
    /// <summary>Applies which other nodes have participants of the room. Idempotent.</summary>
    /// <param name="tenant">The service of the room.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="nodeId">The node that reports the room.</param>
    /// <param name="former">The nodes with participants before.</param>
    /// <param name="present">The nodes with participants now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task ApplyAsync(
        string tenant, string roomId, string nodeId, IReadOnlyList<string> former, IReadOnlyList<string> present, CancellationToken cancellationToken)
    {
        var opened = present.Except(former, StringComparer.Ordinal).ToArray();
        var closed = former.Except(present, StringComparer.Ordinal).ToArray();
        if (opened.Length == 0 && closed.Length == 0)
        {
            return;
        }

        var epochs = (await nodes.ListAsync(cancellationToken)).ToDictionary(node => node.Id, node => node.Epoch, StringComparer.Ordinal);
        await rooms.ChangeAsync(
            tenant,
            roomId,
            room =>
            {
                if (room.HomeNode != nodeId)
                {
                    return false;
                }

                var (before, now, parts) = (room.PartsJson, time.GetUtcNow(), room.Parts);
                foreach (var node in opened)
                {
                    parts = epochs.TryGetValue(node, out var epoch) ? parts.Open(node, epoch, now) : parts;
                }

                foreach (var node in closed)
                {
                    parts = parts.Close(node, now);
                }

                room.Parts = parts;
                return room.PartsJson != before;
            },
            cancellationToken);
    }

    /// <summary>The home of the room is lost: the clients on the other nodes are asked to move to the next one.</summary>
    public async Task LeaveAsync(string tenant, string roomId, string nodeId, CancellationToken cancellationToken)
    {
        var until = commands.MigrateRoom(tenant, roomId).Deadline;
        IReadOnlyList<string> left = [];
        await rooms.ChangeAsync(
            tenant,
            roomId,
            room =>
            {
                // After a crash, the event is folded again: the command is sent again, too.
                var (now, before) = (time.GetUtcNow(), room.PartsJson);
                left = room.HomeNode == nodeId && !room.Live
                    ? [.. room.Parts.Where(part => part.LeavingUntil is null || part.LeavingUntil > now).Select(part => part.NodeId)]
                    : [];
                room.Parts = left.Count == 0 ? room.Parts : room.Parts.Leave(until, now);
                return room.PartsJson != before;
            },
            cancellationToken);
        foreach (var node in left)
        {
            try
            {
                await sender.SendAsync(node, [commands.MigrateRoom(tenant, roomId)], cancellationToken);
            }
            catch (BusUnavailableException e)
            {
                LogNotMigrated(roomId, node, e);
            }
        }
    }

    [LoggerMessage(EventIds.PartNotMigrated, LogLevel.Warning, "Room {RoomId}: node {NodeId} was not notified that the home of the room is lost")]
    private partial void LogNotMigrated(string roomId, string nodeId, Exception exception);
}

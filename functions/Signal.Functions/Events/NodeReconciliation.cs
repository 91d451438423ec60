using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;
using Signal.Functions.Rooms;

namespace Signal.Functions.Events;

/// <summary>
/// Compares the rooms that a node reports with the tables, and repairs what a lost event or command left wrong: asks for the roster when events
/// are missing, closes rooms that are deleted or at home elsewhere, clears away what is no longer there.
/// </summary>
public sealed partial class NodeReconciliation(
    RoomNodeStore roomNodes, RosterStore rosters, RoomStore rooms, RoomLife life, RoomClearing clearing, CommandSender commands,
    IOptions<NodesOptions> options, TimeProvider time, ILogger<NodeReconciliation> logger)
{
    private static readonly TimeSpan HomeCheckEvery = TimeSpan.FromSeconds(30);

    /// <summary>Compares a report.</summary>
    public async Task CompareAsync(NodeReport report, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, RoomNodeEntity>(StringComparer.Ordinal);
        await foreach (var room in roomNodes.OfNodeAsync(report.NodeId, cancellationToken))
        {
            known[room.RoomId] = room;
        }

        foreach (var reported in report.Rooms.Where(r => Ids.IsWellFormed(r.RoomId) && Ids.IsWellFormed(r.Tenant)))
        {
            known.Remove(reported.RoomId, out var room);
            await CompareRoomAsync(report, reported, room, cancellationToken);
        }

        foreach (var missing in known.Values)
        {
            await CompareMissingAsync(report, missing, cancellationToken);
        }
    }

    // The event that tells the end of a room may be on its way.
    private async Task CompareMissingAsync(NodeReport report, RoomNodeEntity room, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (room.MissingSince is null)
        {
            room.MissingSince = now;
            await roomNodes.TryWriteAsync(room, cancellationToken);
        }
        else if (now - room.MissingSince >= options.Value.ReconcileGrace)
        {
            LogGone(room.RoomId, room.NodeId);
            await clearing.ClearAsync(room, report.Epoch, RoomEndReason.Failed, cancellationToken);
        }
    }

    private async Task CompareRoomAsync(NodeReport report, RoomReport reported, RoomNodeEntity? room, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = room is null;
        room ??= new RoomNodeEntity
        {
            PartitionKey = report.NodeId,
            RowKey = reported.RoomId,
            ServiceId = reported.Tenant,

            // After an outage a room may be old news to its node and new here: it is compared at once.
            SeenAt = reported.StartedAt < now ? reported.StartedAt : now,
        };
        var before = (room.Peers, room.Publishers, room.AgreedEpoch, room.AgreedVersion, room.DiffersSince, room.MissingSince, room.HomeCheckedAt);
        (room.Peers, room.Publishers, room.MissingSince) = (reported.Peers, reported.Publishers, null);
        await CompareRosterAsync(report, reported, room, cancellationToken);
        if (now - room.SeenAt >= options.Value.ReconcileGrace && !(room.HomeCheckedAt + HomeCheckEvery > now)
            && await CompareHomeAsync(report, reported, cancellationToken))
        {
            room.HomeCheckedAt = now;
        }

        if (isNew || before != (room.Peers, room.Publishers, room.AgreedEpoch, room.AgreedVersion, room.DiffersSince, room.MissingSince, room.HomeCheckedAt))
        {
            await roomNodes.TryWriteAsync(room, cancellationToken);
        }
    }

    private async Task CompareRosterAsync(NodeReport report, RoomReport reported, RoomNodeEntity room, CancellationToken cancellationToken)
    {
        if (room.AgreedEpoch == report.Epoch && room.AgreedVersion >= reported.RosterVersion)
        {
            return;
        }

        var roster = await rosters.FindAsync(reported.RoomId, report.NodeId, cancellationToken);
        if (roster is { Cleared: false } && roster.Epoch == report.Epoch && roster.Sequence >= reported.RosterVersion)
        {
            (room.AgreedEpoch, room.AgreedVersion, room.DiffersSince) = (roster.Epoch, roster.Sequence, null);
            return;
        }

        var now = time.GetUtcNow();
        room.DiffersSince ??= now;
        if (now - room.DiffersSince >= options.Value.ReconcileGrace)
        {
            LogAskRoster(reported.RoomId, report.NodeId);
            room.DiffersSince = now;
            await commands.SendAsync(report.NodeId, [commands.ReportRoster(reported.Tenant, reported.RoomId)], cancellationToken);
        }
    }

    /// <returns>False when the report is older than the events that are folded, and says nothing.</returns>
    private async Task<bool> CompareHomeAsync(NodeReport report, RoomReport reported, CancellationToken cancellationToken)
    {
        var room = await rooms.FindAsync(reported.Tenant, reported.RoomId, cancellationToken);
        if (room is null || room.HomeNode != report.NodeId)
        {
            LogStray(reported.RoomId, report.NodeId);
            await commands.SendAsync(report.NodeId, [commands.CloseRoom(reported.Tenant, reported.RoomId)], cancellationToken);
        }
        else if (!room.Live)
        {
            // The room may have ended while the report was on its way.
            if (await rosters.FindAsync(reported.RoomId, report.NodeId, cancellationToken) is { } roster
                && (roster.Epoch, roster.Sequence).CompareTo((report.Epoch, reported.RosterVersion)) > 0)
            {
                return false;
            }

            await life.OpenAsync(reported.Tenant, reported.RoomId, report.NodeId, report.Epoch, reported.StartedAt, cancellationToken);
        }

        return true;
    }

    [LoggerMessage(1321, LogLevel.Information, "Room {RoomId} is no longer on {NodeId}: clearing it away")]
    private partial void LogGone(string roomId, string nodeId);

    [LoggerMessage(1322, LogLevel.Information, "Room {RoomId} on {NodeId}: events are missing, asking for the roster")]
    private partial void LogAskRoster(string roomId, string nodeId);

    [LoggerMessage(1323, LogLevel.Warning, "Room {RoomId} on {NodeId} is deleted or at home elsewhere, and is told to close")]
    private partial void LogStray(string roomId, string nodeId);
}

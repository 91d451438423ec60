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

        foreach (var gone in known.Values.Where(IsOld))
        {
            LogGone(gone.RoomId, gone.NodeId);
            await clearing.ClearAsync(gone, report.Epoch, RoomEndReason.Failed, cancellationToken);
        }
    }

    private async Task CompareRoomAsync(NodeReport report, RoomReport reported, RoomNodeEntity? room, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = room is null;
        room ??= new RoomNodeEntity { PartitionKey = report.NodeId, RowKey = reported.RoomId, ServiceId = reported.Tenant, SeenAt = now };
        var before = (room.Peers, room.Publishers, room.AgreedEpoch, room.AgreedVersion, room.DiffersSince, room.HomeCheckedAt);
        (room.Peers, room.Publishers) = (reported.Peers, reported.Publishers);
        await CompareRosterAsync(report, reported, room, cancellationToken);
        if (IsOld(room) && !(room.HomeCheckedAt + HomeCheckEvery > now))
        {
            room.HomeCheckedAt = now;
            await CompareHomeAsync(report, reported, cancellationToken);
        }

        if (isNew || before != (room.Peers, room.Publishers, room.AgreedEpoch, room.AgreedVersion, room.DiffersSince, room.HomeCheckedAt))
        {
            await roomNodes.UpsertAsync(room, cancellationToken);
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

    private async Task CompareHomeAsync(NodeReport report, RoomReport reported, CancellationToken cancellationToken)
    {
        var room = await rooms.FindAsync(reported.Tenant, reported.RoomId, cancellationToken);
        if (room is null || room.HomeNode != report.NodeId)
        {
            LogStray(reported.RoomId, report.NodeId);
            await commands.SendAsync(report.NodeId, [commands.CloseRoom(reported.Tenant, reported.RoomId)], cancellationToken);
        }
        else if (!room.Live)
        {
            await life.OpenAsync(reported.Tenant, reported.RoomId, report.NodeId, report.Epoch, reported.StartedAt, cancellationToken);
        }
    }

    private bool IsOld(RoomNodeEntity room) => time.GetUtcNow() - room.SeenAt >= options.Value.ReconcileGrace;

    [LoggerMessage(1321, LogLevel.Information, "Room {RoomId} is no longer on {NodeId}: clearing it away")]
    private partial void LogGone(string roomId, string nodeId);

    [LoggerMessage(1322, LogLevel.Information, "Room {RoomId} on {NodeId}: events are missing, asking for the roster")]
    private partial void LogAskRoster(string roomId, string nodeId);

    [LoggerMessage(1323, LogLevel.Warning, "Room {RoomId} on {NodeId} is deleted or at home elsewhere, and is told to close")]
    private partial void LogStray(string roomId, string nodeId);
}

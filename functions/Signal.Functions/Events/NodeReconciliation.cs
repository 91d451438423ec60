using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;

namespace Signal.Functions.Events;

/// <summary>
/// Compares the rooms that a node reports with the tables, and repairs the effects of lost events and commands: requests the roster of a
/// room whose events or participants differ, and of one that is no longer reported; closes rooms that are deleted, and moves those whose home
/// is another node. The answers arrive in the session of the room, after all events that are still in transit.
/// </summary>
public sealed partial class NodeReconciliation(
    RoomNodeStore roomNodes, RosterStore rosters, RoomStore rooms, RoomPresence presence, RoomSettingsPublisher settings, HomeTakeover takeover,
    CommandFactory commands, CommandSender sender,
    IOptions<NodesOptions> options, TimeProvider time, ILogger<NodeReconciliation> logger)
{
    private const int RoomsAtOnce = 8;
    private static readonly TimeSpan HomeCheckEvery = TimeSpan.FromSeconds(30);

    // As long as a node has to move a room: the command may have expired on its way to a node that has just been connected again.
    private static readonly TimeSpan StrayCheckEvery = TimeSpan.FromSeconds(10);

    /// <summary>Compares a report, or a part of one.</summary>
    public async Task CompareAsync(NodeReport report, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, RoomNodeEntity>(StringComparer.Ordinal);
        await foreach (var room in roomNodes.OfNodeAsync(report.NodeId, report.RoomsAfter, report.RoomsUpTo, cancellationToken))
        {
            known[room.RoomId] = room;
        }

        var reported = report.Rooms.Where(r => Ids.IsWellFormed(r.RoomId) && Ids.IsWellFormed(r.Tenant)).DistinctBy(r => r.RoomId).ToArray();
        var missing = known.Values.ExceptBy(reported.Select(r => r.RoomId), room => room.RoomId).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = RoomsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            reported, parallel, async (room, token) => await CompareRoomAsync(report, room, known.GetValueOrDefault(room.RoomId), token));
        await Parallel.ForEachAsync(missing, parallel, async (room, token) => await CompareMissingAsync(room, token));
    }

    // The room ends here when the node answers that it does not hold the room, unless the event of its end arrives first.
    private async Task CompareMissingAsync(RoomNodeEntity room, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (room.MissingSince is null)
        {
            (room.MissingSince, room.Asked, room.AskedAt) = (now, 0, null);
        }
        else if (now - room.MissingSince >= options.Value.ReconcileGrace && room.MayAsk(now, options.Value.ReconcileGrace))
        {
            LogMissing(room.RoomId, room.NodeId);
            if (await rooms.FindAsync(room.ServiceId, room.RoomId, cancellationToken) is { FormerHome: not null } taken && taken.HomeNode == room.NodeId)
            {
                // The node was to take the room over: the command was lost.
                await takeover.NotifyAsync(taken, cancellationToken);
            }

            await AskAsync(room, now, cancellationToken);
        }
        else
        {
            return;
        }

        await roomNodes.TryWriteAsync(room, cancellationToken);
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

            // After an outage a room may be known to its node for long and new here: it is compared at once.
            SeenAt = reported.StartedAt < now ? reported.StartedAt : now,
        };
        var before = Compared(room);
        (room.Peers, room.Publishers, room.LostSentAt) = (reported.Peers, reported.Publishers, null);
        if (room.MissingSince is not null)
        {
            (room.MissingSince, room.Asked, room.AskedAt) = (null, 0, null);
        }

        await CompareRosterAsync(report, reported, room, cancellationToken);
        if (now - room.SeenAt >= options.Value.ReconcileGrace && !(room.HomeCheckedAt + HomeCheckEvery > now)
            && await CompareHomeAsync(report, reported, cancellationToken) is { } next)
        {
            room.HomeCheckedAt = now + next - HomeCheckEvery;
        }

        if (isNew || !Compared(room).Equals(before))
        {
            await roomNodes.TryWriteAsync(room, cancellationToken);
        }
    }

    private async Task CompareRosterAsync(NodeReport report, RoomReport reported, RoomNodeEntity room, CancellationToken cancellationToken)
    {
        if (room.AgreedEpoch == report.Epoch && room.AgreedVersion == reported.RosterVersion)
        {
            return;
        }

        var now = time.GetUtcNow();
        var roster = await rosters.FindAsync(reported.RoomId, report.NodeId, cancellationToken);
        var folded = roster?.Epoch == report.Epoch ? roster.Sequence : 0;
        if (roster is { Cleared: false, Incomplete: false } && folded == reported.RosterVersion && roster.Peers == reported.Peers)
        {
            (room.AgreedEpoch, room.AgreedVersion, room.DiffersSince, room.Asked, room.AskedAt) = (report.Epoch, folded, null, 0, null);
            return;
        }

        // While events arrive, the room is not lost: missing events are detected by gaps in the sequence. Nothing is in transit from a node
        // that has returned: the end that was folded followed all its events.
        var isReturn = roster?.LostEpoch == report.Epoch && room.Asked == 0;
        if (!isReturn && (room.DiffersSince is null || (folded != room.DiffersAt && roster is { Incomplete: false })))
        {
            (room.DiffersSince, room.DiffersAt) = (now, folded);
        }
        else if (isReturn || (now - room.DiffersSince >= options.Value.ReconcileGrace && room.MayAsk(now, options.Value.ReconcileGrace)))
        {
            LogAskRoster(reported.RoomId, report.NodeId);
            await AskAsync(room, now, cancellationToken);
        }
    }

    private async Task AskAsync(RoomNodeEntity room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (room.Asked, room.AskedAt) = (room.Asked + 1, now);
        await sender.SendAsync(room.NodeId, [commands.ReportRoster(room.ServiceId, room.RoomId)], cancellationToken);
    }

    /// <returns>The time until the next comparison; null when the report is older than the folded events, so that it cannot be compared.</returns>
    private async Task<TimeSpan?> CompareHomeAsync(NodeReport report, RoomReport reported, CancellationToken cancellationToken)
    {
        var room = await rooms.FindAsync(reported.Tenant, reported.RoomId, cancellationToken);
        if (room is null)
        {
            LogUnknown(reported.RoomId, report.NodeId);
            await sender.SendAsync(report.NodeId, [commands.CloseRoom(reported.Tenant, reported.RoomId)], cancellationToken);
            return HomeCheckEvery;
        }

        if (room.HomeNode != report.NodeId && (room.Live || room.Offer.All(o => o.NodeId != report.NodeId)))
        {
            // A node that stops moves all its rooms.
            if (report.State != NodeState.Stopping && !(room.MovingFrom == report.NodeId && room.MovingUntil > time.GetUtcNow()))
            {
                LogStray(reported.RoomId, report.NodeId);
                await sender.SendAsync(report.NodeId, [commands.MigrateRoom(reported.Tenant, reported.RoomId)], cancellationToken);
            }

            return StrayCheckEvery;
        }

        if (reported.SettingsVersion > 0 && reported.SettingsVersion < room.Version)
        {
            // Opened by a token from before the change, or the command was lost.
            LogOldSettings(reported.RoomId, report.NodeId, reported.SettingsVersion, room.Version);
            await settings.SendAsync(room, report.NodeId, cancellationToken);
        }

        if (!room.Live)
        {
            // The room may have ended while the report was in transit.
            if (await rosters.FindAsync(reported.RoomId, report.NodeId, cancellationToken) is { } roster
                && (roster.Epoch, roster.Sequence).CompareTo((report.Epoch, reported.RosterVersion)) > 0)
            {
                return null;
            }

            await presence.OpenAsync(reported.Tenant, reported.RoomId, report.NodeId, report.Epoch, reported.StartedAt, cancellationToken);
        }

        return HomeCheckEvery;
    }

    private static object Compared(RoomNodeEntity r) => (
        r.Peers, r.Publishers, r.LostSentAt, r.MissingSince, r.HomeCheckedAt, (r.AgreedEpoch, r.AgreedVersion, r.DiffersSince, r.DiffersAt, r.AskedAt));

    [LoggerMessage(EventIds.RoomNotReported, LogLevel.Information,
        "Room {RoomId} is missing in the reports of node {NodeId}; requesting its roster")]
    private partial void LogMissing(string roomId, string nodeId);

    [LoggerMessage(EventIds.RoomReportDiffers, LogLevel.Information,
        "Room {RoomId} on node {NodeId}: reports and events differ; requesting the roster")]
    private partial void LogAskRoster(string roomId, string nodeId);

    [LoggerMessage(EventIds.DeletedRoomClosed, LogLevel.Warning, "Room {RoomId} on node {NodeId} is deleted; closing it")]
    private partial void LogUnknown(string roomId, string nodeId);

    [LoggerMessage(EventIds.OldSettingsReplaced, LogLevel.Information,
        "Room {RoomId} on node {NodeId} has settings of version {Reported}, not {Version}; sending them again")]
    private partial void LogOldSettings(string roomId, string nodeId, long reported, long version);

    [LoggerMessage(EventIds.StrayRoomMigrated, LogLevel.Warning,
        "Room {RoomId} on node {NodeId} has another home node; moving its participants there")]
    private partial void LogStray(string roomId, string nodeId);
}

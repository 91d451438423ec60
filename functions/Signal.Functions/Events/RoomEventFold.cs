using Microsoft.Extensions.Logging;
using Signal.Contracts.Messages;
using Signal.Functions.Participants;
using Signal.Functions.Tokens;

namespace Signal.Functions.Events;

/// <summary>Folds the events of rooms into the tables. An event counts once, however often it comes.</summary>
public sealed partial class RoomEventFold(
    RosterStore rosters, RoomLife life, SeatKeeper seats, IEnumerable<IEventSink> sinks, ILogger<RoomEventFold> logger)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Folds one event.</summary>
    public async Task FoldAsync(RoomEvent e, CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(e.RoomId) || !Ids.IsWellFormed(e.NodeId) || !Ids.IsWellFormed(e.Tenant))
        {
            throw new InvalidDataException("The event names a room, node or tenant that cannot be.");
        }

        while (true)
        {
            var roster = await rosters.FindAsync(e.RoomId, e.NodeId, cancellationToken)
                ?? new RosterEntity { PartitionKey = e.RoomId, RowKey = RosterEntity.RowPrefix + e.NodeId, ServiceId = e.Tenant };
            if ((e.Epoch, e.Sequence).CompareTo((roster.Epoch, roster.Sequence)) <= 0 && roster.ETag != default)
            {
                LogStale(e.GetType().Name, e.RoomId, e.NodeId, e.Sequence);
                return;
            }

            foreach (var sink in _sinks)
            {
                await sink.AcceptAsync(e, cancellationToken);
            }

            // The room's own row first: it may be written again, while the roster says that all is done.
            if (!await life.ApplyAsync(e, cancellationToken))
            {
                await rosters.DeleteOwnedAsync(e.RoomId, cancellationToken);
                return;
            }

            var isNewEpoch = roster.Epoch != 0 && e.Epoch > roster.Epoch && e is not (RoomStarted or RoomRoster);
            var ghosts = isNewEpoch ? await rosters.OnNodeAsync(e.RoomId, e.NodeId, cancellationToken) : [];
            var change = await RosterChange.OfAsync(rosters, e, cancellationToken);
            var written = change.Written.Select(p => p.RowKey).Concat(change.Deleted.Select(p => p.RowKey)).ToHashSet(StringComparer.Ordinal);
            (roster.Epoch, roster.Sequence) = (e.Epoch, e.Sequence);
            roster.Cleared = e is RoomEnded || (roster.Cleared && e is not (RoomStarted or RoomRoster));
            if (await rosters.TryWriteAsync(
                roster, [.. change.Deleted, .. ghosts.Where(g => !written.Contains(g.RowKey))], change.Written, cancellationToken))
            {
                break;
            }
        }

        if (e is PeerJoined joined)
        {
            await seats.TakeAsync(e.RoomId, joined.Peer.UserId, cancellationToken);
        }
    }

    [LoggerMessage(1301, LogLevel.Debug, "{Event} of room {RoomId} on {NodeId} with sequence {Sequence} is old news")]
    private partial void LogStale(string @event, string roomId, string nodeId, long sequence);
}

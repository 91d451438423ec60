using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;

namespace Signal.Functions.Events;

/// <summary>
/// Moves the roster of a room from its lost home to the node that has taken the room over. Its participants on the lost node have left; the
/// others stay, and the room continues without an end. Later events are those of the next home.
/// </summary>
public sealed class RosterTransfer(
    RoomStates states, RosterStore rosters, RoomStore rooms, RoomNodeStore roomNodes, HomeTakeover takeover, IEnumerable<IEventSink> sinks, TimeProvider time)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>
    /// Moves the roster, if an event shows that the home is lost, or is one of the next home that arrives before.
    /// </summary>
    /// <param name="state">The state of the room on the node that the event is from.</param>
    /// <param name="e">The event. It is not applied yet.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether the state must be read again.</returns>
    public async Task<bool> TryAsync(RoomState state, RoomEvent e, CancellationToken cancellationToken)
    {
        var row = state.Row;
        if (!row.Cleared)
        {
            var isLost = e.Epoch > row.Epoch || (e is RoomLost && e.Epoch == row.Epoch);
            return isLost
                && await takeover.TakeOverAsync(e.Tenant, e.RoomId, e.NodeId, row.Epoch, cancellationToken) is { } taken
                && taken.WasTakenFrom(e.NodeId, row.Epoch)
                && await MoveAsync(state, taken, e is RoomLost ? e.At : time.GetUtcNow(), cancellationToken);
        }

        if (e is RoomStarted or RoomLost || await rooms.FindAsync(e.Tenant, e.RoomId, cancellationToken) is not { FormerHome: { } former } room
            || room.HomeNode != e.NodeId || room.HomeEpoch != e.Epoch)
        {
            return false;
        }

        return await states.TakeAsync(e.Tenant, e.RoomId, former, cancellationToken) is { Row.Cleared: false } lost && room.WasTakenFrom(former, lost.Row.Epoch)
            ? await MoveAsync(lost, room, time.GetUtcNow(), cancellationToken)

            // The state is cached from before the transfer, which another instance has made.
            : await rosters.FindAsync(e.RoomId, e.NodeId, cancellationToken) is { Cleared: false };
    }

    private async Task<bool> MoveAsync(RoomState lost, RoomEntity room, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (row, home) = (lost.Row, room.HomeNode!);
        var changes = lost.HandOver(
            new RoomLost { Tenant = room.ServiceId, RoomId = room.Id, NodeId = row.NodeId, Epoch = row.Epoch, Sequence = 0, At = at }, home);
        if (changes.Count > 0)
        {
            foreach (var sink in _sinks)
            {
                await sink.AcceptAsync(room.ServiceId, room.Id, changes, cancellationToken);
            }
        }

        await roomNodes.AddAsync(home, room.ServiceId, room.Id, time.GetUtcNow(), cancellationToken);
        var next = await rosters.FindAsync(room.Id, home, cancellationToken)
            ?? new RosterEntity { PartitionKey = room.Id, RowKey = RosterEntity.RowPrefix + home, ServiceId = room.ServiceId };
        next.Continue(row, room.HomeEpoch);
        if (await rosters.TryWriteAsync([row, next], lost.Deleted, lost.Written, cancellationToken))
        {
            await roomNodes.RemoveAsync(row.NodeId, room.Id, cancellationToken);
        }

        return true;
    }
}

using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;

namespace Signal.Functions.Events;

/// <summary>Clears a room of a node away when the node cannot say any more that it ended.</summary>
public sealed class RoomClearing(RosterStore rosters, RoomNodeStore roomNodes, RoomLife life, IEnumerable<IEventSink> sinks, TimeProvider time)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Deletes what is known of a room on a node, and tells the sinks that all have left.</summary>
    public async Task ClearAsync(RoomNodeEntity room, long epoch, RoomEndReason reason, CancellationToken cancellationToken)
    {
        while (await rosters.FindAsync(room.RoomId, room.NodeId, cancellationToken) is { } roster && roster.Epoch <= epoch)
        {
            var ghosts = await rosters.OnNodeAsync(room.RoomId, room.NodeId, cancellationToken);
            if (roster.Cleared && ghosts.Count == 0)
            {
                break;
            }

            await TellAsync(room, roster, ghosts, reason, cancellationToken);
            roster.Cleared = true;
            if (ghosts.Count == 0 || await rosters.TryWriteAsync(roster, ghosts, [], cancellationToken))
            {
                break;
            }
        }

        await life.CloseAsync(room.ServiceId, room.RoomId, room.NodeId, epoch, time.GetUtcNow(), cancellationToken);
        await roomNodes.RemoveAsync(room.NodeId, room.RoomId, cancellationToken);
    }

    // Negative numbers made of the last event's: the same when this is repeated, and never those of an event of the node.
    private async Task TellAsync(
        RoomNodeEntity room, RosterEntity roster, IReadOnlyList<ParticipantEntity> ghosts, RoomEndReason reason, CancellationToken cancellationToken)
    {
        var sequence = -1000L * (roster.Sequence + 1);
        var now = time.GetUtcNow();
        foreach (var ghost in ghosts)
        {
            await TellAsync(
                new PeerLeft
                {
                    Tenant = room.ServiceId, RoomId = room.RoomId, NodeId = room.NodeId, Epoch = roster.Epoch, Sequence = ++sequence, At = now,
                    PeerId = ghost.Peer.PeerId, UserId = ghost.UserId, Reason = PeerLeftReason.Lost,
                },
                cancellationToken);
        }

        await TellAsync(
            new RoomEnded
            {
                Tenant = room.ServiceId, RoomId = room.RoomId, NodeId = room.NodeId, Epoch = roster.Epoch, Sequence = ++sequence, At = now, Reason = reason,
            },
            cancellationToken);
    }

    private async Task TellAsync(RoomEvent e, CancellationToken cancellationToken)
    {
        foreach (var sink in _sinks)
        {
            await sink.AcceptAsync(e, cancellationToken);
        }
    }
}

using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Participants;

namespace Signal.Functions.Events;

/// <summary>
/// The state of a room on one node, derived from its events: a pure state machine without I/O. Each event results in a list of changes;
/// a stale or repeated event results in none.
/// </summary>
public sealed class RoomState(RosterEntity row, IReadOnlyList<ParticipantEntity> participants, bool countsSeats)
{
    private readonly Dictionary<string, ParticipantEntity> _participants = participants.ToDictionary(p => p.Peer.PeerId, StringComparer.Ordinal);
    private readonly UnsavedParticipants _unsaved = new(participants);
    private readonly PartCounts _parts = new(participants);
    private readonly List<RoomChange> _changes = [];
    private RoomEvent? _event;

    /// <summary>The roster row: the position up to which events are folded.</summary>
    public RosterEntity Row => row;

    /// <summary>Whether the room reserves seats that a join takes.</summary>
    public bool CountsSeats => countsSeats;

    /// <summary>The number of known participants.</summary>
    public int Count => _participants.Count;

    /// <summary>
    /// Whether the room is placed elsewhere. If its node was declared dead, but returns, the room has ended there all the same: the events of
    /// this copy change nothing until the node closes it.
    /// </summary>
    public bool IsElsewhere { get; set; }

    /// <summary>The other nodes of the room on which it has participants.</summary>
    public IReadOnlyCollection<string> Parts => _parts.Nodes;

    /// <summary>Whether there are unsaved changes.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>The participants to delete.</summary>
    public IReadOnlyCollection<ParticipantEntity> Deleted => _unsaved.Deleted;

    /// <summary>The participants to write.</summary>
    public IReadOnlyCollection<ParticipantEntity> Written => _unsaved.Written;

    /// <summary>Marks all changes as saved.</summary>
    public void Accept()
    {
        _unsaved.Accept();
        IsChanged = false;
    }

    /// <summary>
    /// Another node has taken the room over: the participants on this one, which is lost, have left; the others belong to that node. Returns the
    /// changes.
    /// </summary>
    /// <param name="e">The loss of this node.</param>
    /// <param name="home">The node that has taken over.</param>
    public IReadOnlyList<RoomChange> HandOver(RoomLost e, string home)
    {
        _changes.Clear();
        _event = e;
        foreach (var participant in InOrder())
        {
            if (participant.PartNode is null)
            {
                Leave(participant, PeerLeftReason.Lost);
            }
            else
            {
                participant.BelongTo(home);
                _unsaved.Write(participant);
            }
        }

        (row.Cleared, row.LostEpoch, row.Peers, IsChanged) = (true, e.Epoch, _participants.Count, true);
        return [.. _changes];
    }

    /// <summary>Folds an event and adds its changes.</summary>
    public IReadOnlyList<RoomChange> Apply(RoomEvent e)
    {
        _changes.Clear();
        _event = e;
        if (e is RoomLost)
        {
            if (row.Epoch <= e.Epoch && !row.Cleared)
            {
                row.LostEpoch = e.Epoch;
                End(e, PeerLeftReason.Lost, RoomEndReason.Failed);
            }
        }
        else if ((e.Epoch, e.Sequence).CompareTo((row.Epoch, row.Sequence)) > 0)
        {
            if (row.LostEpoch == e.Epoch && IsElsewhere && e is not RoomStarted)
            {
                (row.Epoch, row.Sequence, IsChanged) = (e.Epoch, e.Sequence, true);
            }
            else
            {
                row.LostEpoch = 0;
                Advance(e);
                Fold(e);
            }
        }

        row.Peers = _participants.Count;
        return [.. _changes];
    }

    // After a gap in the sequence, or an end that was not one, the state is incomplete until a roster replaces it.
    private void Advance(RoomEvent e)
    {
        var isNext = e.Epoch == row.Epoch && e.Sequence == row.Sequence + 1 && !row.Cleared;
        if (e.Epoch != row.Epoch)
        {
            End(e, PeerLeftReason.Lost, RoomEndReason.Failed);
        }

        if (!isNext && !(e is RoomStarted or RoomRoster { Part: 0 }))
        {
            row.Incomplete = true;
            row.RosterFrom = 0;
        }

        (row.Epoch, row.Sequence, IsChanged) = (e.Epoch, e.Sequence, true);
    }

    private void Fold(RoomEvent e)
    {
        switch (e)
        {
            case RoomStarted:
                End(e, PeerLeftReason.Lost, RoomEndReason.Failed);
                row.Incomplete = false;
                Open(e);
                break;
            case RoomEnded ended:
                End(e, PeerLeftReason.RoomClosed, ended.Reason);
                row.Incomplete = false;
                break;
            case RoomRoster { Open: false }:
                End(e, PeerLeftReason.Lost, RoomEndReason.Failed);
                row.Incomplete = false;
                break;
            case RoomRoster roster:
                Replace(roster);
                break;
            case PeerJoined joined:
                Open(e);
                Join(e, joined.Peer);
                break;
            case PeerUpdated updated:
                Update(e, updated.Peer.PeerId, p => updated.Peer with { Producers = p.Producers });
                break;
            case PeerLeft left:
                Leave(left.PeerId, left);
                break;
            case ProducerAdded added:
                Update(e, added.PeerId, p => p with { Producers = [.. Without(p, added.Producer.ProducerId), added.Producer] });
                break;
            case ProducerUpdated updated:
                Update(e, updated.PeerId, p => p with { Producers = [.. Without(p, updated.Producer.ProducerId), updated.Producer] });
                break;
            case ProducerRemoved removed:
                Update(e, removed.PeerId, p => p with { Producers = [.. Without(p, removed.ProducerId)] });
                break;
        }
    }

    private void Open(RoomEvent e)
    {
        if (!row.Cleared)
        {
            return;
        }

        (row.Cleared, row.RunNode, row.RunEpoch, row.RunSequence) = (false, null, e.Epoch, e.Sequence);
        AddChange(RunId("started"), e as RoomStarted ?? Derive(e, new RoomStarted()));
    }

    private void End(RoomEvent e, PeerLeftReason left, RoomEndReason reason)
    {
        foreach (var participant in InOrder())
        {
            Leave(participant, left);
        }

        if (row.Cleared)
        {
            return;
        }

        (row.Cleared, IsChanged) = (true, true);
        AddChange(RunId("finished"), e as RoomEnded ?? Derive(e, new RoomEnded { Reason = reason }));
    }

    private void Replace(RoomRoster roster)
    {
        Open(roster);
        row.RosterFrom = roster.Part == 0 ? roster.Sequence : row.RosterFrom;
        if (roster.IsLastPart && row.RosterFrom == roster.FirstSequence)
        {
            // Ends before beginnings: a consumer that counts by user must not attribute the end of an old connection to a new one.
            var present = roster.Peers.Select(peer => peer.PeerId).ToHashSet(StringComparer.Ordinal);
            foreach (var missing in InOrder().Where(p => p.Sequence < row.RosterFrom && !present.Contains(p.Peer.PeerId)))
            {
                Leave(missing, PeerLeftReason.Lost);
            }

            (row.Incomplete, row.RosterFrom) = (false, 0);
        }

        foreach (var peer in roster.Peers)
        {
            Join(roster, peer);
        }
    }

    private void Join(RoomEvent e, PeerInfo peer)
    {
        var isNew = !_participants.TryGetValue(peer.PeerId, out var former);
        var participant = ParticipantEntity.Of(e, peer);
        _participants[peer.PeerId] = participant;
        if (former is not null)
        {
            _parts.Remove(former);
        }

        _parts.Add(participant);
        Write(participant, peer);
        if (isNew)
        {
            AddChange(PeerId(peer.PeerId, "joined"), e as PeerJoined ?? Derive(e, new PeerJoined { Peer = peer }));
        }
    }

    private void Update(RoomEvent e, string peerId, Func<PeerInfo, PeerInfo> change)
    {
        if (_participants.TryGetValue(peerId, out var participant))
        {
            Write(participant, change(participant.Peer));
            AddChange(e.Id, e);
        }
    }

    private void Leave(string peerId, PeerLeft left)
    {
        if (_participants.TryGetValue(peerId, out var participant))
        {
            Leave(participant, left.Reason);
        }
    }

    private void Leave(ParticipantEntity participant, PeerLeftReason reason)
    {
        _participants.Remove(participant.Peer.PeerId);
        _parts.Remove(participant);
        _unsaved.Delete(participant);
        IsChanged = true;
        AddChange(PeerId(participant.Peer.PeerId, "left"), Derive(
            _event!, new PeerLeft { PeerId = participant.Peer.PeerId, UserId = participant.UserId, Reason = reason }));
    }

    // The same after each read: a repeated change is recognized by its index, and the table has another order than the events.
    private ParticipantEntity[] InOrder() => [.. _participants.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value)];

    private void Write(ParticipantEntity participant, PeerInfo peer)
    {
        participant.Peer = peer;
        participant.Sequence = _event!.Sequence;
        _unsaved.Write(participant);
    }

    // Times within a room never decrease, even when they come from different clocks.
    private void AddChange(string id, RoomEvent change)
    {
        var at = row.ToldAt > change.At ? row.ToldAt.Value : change.At;
        row.ToldAt = at;
        var (source, sequence) = _event is RoomLost
            ? ($"{row.NodeId}:{row.Epoch}:lost", row.Sequence)
            : ($"{row.NodeId}:{_event!.Epoch}", _event.Sequence);
        _changes.Add(new RoomChange(id, change with { At = at }, source, sequence, _changes.Count));
    }

    private static RoomEvent Derive(RoomEvent e, RoomEvent payload) => payload with
    {
        Tenant = e.Tenant, RoomId = e.RoomId, NodeId = e.NodeId, Epoch = e.Epoch, Sequence = e.Sequence, At = e.At,
    };

    private string RunId(string what) => $"{row.RunNode ?? row.NodeId}/{row.RunEpoch}/{row.PartitionKey}/{row.RunSequence}/{what}";

    // A participant that was reported as lost with its node joins again when the node returns: another event, since the room was opened again.
    private string PeerId(string peerId, string what) => $"{row.PartitionKey}/{row.RunEpoch}/{row.RunSequence}/{peerId}/{what}";

    private static IEnumerable<ProducerInfo> Without(PeerInfo peer, string producerId) => peer.Producers.Where(p => p.ProducerId != producerId);
}

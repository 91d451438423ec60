using CsCheck;
using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Events;
using Signal.Functions.Participants;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Events;

/// <summary>What losses, repetitions and returns of nodes do to the state of a room.</summary>
public sealed class RoomStateTests
{
    private const string Room = "room";
    private static readonly DateTimeOffset At = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_gap_leaves_the_state_uncertain_until_a_roster_arrives()
    {
        var state = NewState();
        Apply(state, Started(1), Joined(2, "a"));
        Assert.False(state.Row.Incomplete);

        Apply(state, Joined(5, "d"));
        Assert.True(state.Row.Incomplete);

        var changes = Apply(state, Roster(6, "a", "b", "c", "d"));
        Assert.False(state.Row.Incomplete);
        Assert.Equal(["b", "c"], changes.Select(change => change.Event).Cast<PeerJoined>().Select(e => e.Peer.UserId));
    }

    [Fact]
    public void A_roster_in_parts_replaces_once_its_last_part_has_arrived()
    {
        var state = NewState();
        Apply(state, Started(1), Joined(2, "a"), Joined(3, "b"));

        Assert.Empty(Left(Apply(state, Roster(4, "b") with { Part = 0, Parts = 2 })));
        Assert.Equal(["a"], Left(Apply(state, Roster(5, "c") with { Part = 1, Parts = 2 })));
        Assert.Equal(2, state.Count);
    }

    [Fact]
    public void A_roster_without_its_middle_part_replaces_nothing()
    {
        var state = NewState();
        Apply(state, Started(1), Joined(2, "a"), Joined(3, "b"));

        Assert.Empty(Left(Apply(state, Roster(4, "b") with { Part = 0, Parts = 3 }, Roster(6, "c") with { Part = 2, Parts = 3 })));
        Assert.True(state.Row.Incomplete);
    }

    [Fact]
    public void A_participant_who_left_is_not_lost_with_the_node()
    {
        var state = NewState();
        Apply(state, Started(1), Joined(2, "a"), Joined(3, "b"), new PeerLeft
        {
            Tenant = "t", RoomId = Room, NodeId = "n", Epoch = 1, Sequence = 4, At = At, PeerId = "peer-of-a", UserId = "a", Reason = PeerLeftReason.Left,
        });

        var changes = Apply(state, Lost(1), Lost(1));

        Assert.Equal(["b"], Left(changes));
        Assert.Single(changes, change => change.Event is RoomEnded { Reason: RoomEndReason.Failed });
    }

    [Fact]
    public void An_event_after_the_end_of_its_node_opens_the_room_again_and_asks_for_the_roster()
    {
        var state = NewState();
        Apply(state, Started(1), Joined(2, "a"), Lost(1));

        var changes = Apply(state, Joined(3, "b"));

        Assert.True(state.Row.Incomplete);
        Assert.Equal([typeof(RoomStarted), typeof(PeerJoined)], changes.Select(change => change.Event.GetType()));
    }

    [Fact]
    public void A_participant_that_was_lost_and_returns_joins_with_another_event()
    {
        var state = NewState();
        var before = Apply(state, Started(1), Joined(2, "a"), Lost(1));

        var after = Apply(state, Roster(3, "a"), Lost(1));

        Assert.Equal(4, before.Count);
        Assert.Equal([typeof(RoomStarted), typeof(PeerJoined), typeof(PeerLeft), typeof(RoomEnded)], after.Select(change => change.Event.GetType()));
        Assert.Empty(before.Select(change => change.Id).Intersect(after.Select(change => change.Id)));
    }

    [Fact]
    public void A_copy_of_a_room_that_was_placed_elsewhere_changes_nothing_when_its_node_returns()
    {
        var state = NewState();
        Apply(state, Started(1), Joined(2, "a"), Joined(3, "b"), Lost(1));

        state.IsElsewhere = true;

        Assert.Empty(Apply(state, Joined(4, "c"), Roster(5, "a", "b", "c"), Gone(6, "a", []), Ended(7)));
        Assert.Equal(0, state.Count);
        Assert.Equal(7, state.Row.Sequence);
        Assert.Equal([typeof(RoomStarted), typeof(PeerJoined)], Apply(state, Started(8), Joined(9, "a")).Select(change => change.Event.GetType()));
    }

    [Fact]
    public void A_copy_that_becomes_the_home_again_is_reported_from_its_roster()
    {
        var state = NewState();
        Apply(state, Started(1), Joined(2, "a"), Lost(1));
        state.IsElsewhere = true;
        Apply(state, Joined(3, "b"));

        state.IsElsewhere = false;
        var changes = Apply(state, Roster(4, "a", "b"));

        Assert.Equal([typeof(RoomStarted), typeof(PeerJoined), typeof(PeerJoined)], changes.Select(change => change.Event.GetType()));
        Assert.False(state.Row.Incomplete);
    }

    [Fact]
    public void The_end_of_an_older_process_does_not_end_the_rooms_of_a_younger_one()
    {
        var state = NewState();
        Apply(state, Started(1), Started(1) with { Epoch = 2 });

        Assert.Empty(Apply(state, Lost(1)));
        Assert.Equal(3, Apply(state, Joined(2, "a") with { Epoch = 2 }, Lost(2)).Count);
    }

    [Fact]
    public void Time_does_not_run_backwards()
    {
        var state = NewState();

        var changes = Apply(state, Started(1), Joined(2, "a") with { At = At.AddHours(-1) });

        Assert.Equal([At, At], changes.Select(change => change.Event.At));
    }

    // For any losses and repetitions: starts and ends alternate, an id identifies one change, and a roster restores the node's state.
    [Fact]
    public void Lost_or_repeated_events_are_published_once_and_in_order() => Gen.Select(
        Gen.Int[0, 5].Array[1, 60], Gen.Int[0, 9].Array[60]).Sample((users, fate) =>
    {
        var state = NewState();
        var truth = new HashSet<string>();
        var told = new List<RoomChange>();
        told.AddRange(Apply(state, Started(1)));
        var sequence = 1L;
        foreach (var (user, turn) in users.Select((user, turn) => ($"u{user}", turn)))
        {
            RoomEvent e = truth.Add(user) ? Joined(++sequence, user) : Gone(++sequence, user, truth);
            for (var copy = 0; copy < (fate[turn] switch { 0 or 1 => 0, 2 => 2, _ => 1 }); copy++)
            {
                told.AddRange(Apply(state, e));
            }
        }

        told.AddRange(Apply(state, Roster(++sequence, [.. truth])));
        Assert.Equal(truth.Count, state.Count);
        var ofPeers = told.Where(c => c.Event is PeerJoined or PeerLeft)
            .GroupBy(c => (c.Event as PeerJoined)?.Peer.PeerId ?? ((PeerLeft)c.Event).PeerId);
        foreach (var ofPeer in ofPeers)
        {
            Assert.Equal(ofPeer.Select((_, i) => i % 2 == 0), ofPeer.Select(c => c.Event is PeerJoined));
        }
    });

    [Fact]
    public void The_participants_of_a_room_that_ends_leave_in_the_same_order_each_time() => AssertSameOrder(state => state.Apply(Lost(1)));

    [Fact]
    public void The_participants_of_a_home_that_is_lost_leave_in_the_same_order_each_time() => AssertSameOrder(state => state.HandOver(Lost(1), "home"));

    [Fact]
    public void The_participants_that_a_roster_misses_leave_in_the_same_order_each_time() => AssertSameOrder(state => state.Apply(Roster(3)));

    // A webhook recognizes a repeated change by its index. The memory of an instance and the table have the participants in different orders.
    private static void AssertSameOrder(Func<RoomState, IReadOnlyList<RoomChange>> end)
    {
        var participants = Enumerable.Range(0, 150).Select(i => ParticipantEntity.Of(Started(1), FakeNode.Peer($"u{i}"))).ToArray();

        var changes = end(StateOf(participants)).Select(change => (change.Index, change.Id)).ToArray();

        Assert.True(changes.Length >= participants.Length);
        Assert.Equal(changes, end(StateOf([.. participants.Reverse()])).Select(change => (change.Index, change.Id)));

        static RoomState StateOf(ParticipantEntity[] participants) => new(
            new RosterEntity { PartitionKey = Room, RowKey = RosterEntity.RowPrefix + "n", Epoch = 1, Sequence = 2 }, participants, countsSeats: false);
    }

    private static PeerLeft Gone(long sequence, string user, HashSet<string> truth)
    {
        truth.Remove(user);
        return new PeerLeft
        {
            Tenant = "t", RoomId = Room, NodeId = "n", Epoch = 1, Sequence = sequence, At = At,
            PeerId = "peer-of-" + user, UserId = user, Reason = PeerLeftReason.Left,
        };
    }

    private static RoomState NewState() =>
        new(new RosterEntity { PartitionKey = Room, RowKey = RosterEntity.RowPrefix + "n", Cleared = true }, [], countsSeats: false);

    private static List<RoomChange> Apply(RoomState state, params RoomEvent[] events) => [.. events.SelectMany(state.Apply)];

    private static IEnumerable<string> Left(IEnumerable<RoomChange> changes) =>
        changes.Select(change => change.Event).OfType<PeerLeft>().Select(left => left.UserId);

    private static RoomStarted Started(long sequence) => new() { Tenant = "t", RoomId = Room, NodeId = "n", Epoch = 1, Sequence = sequence, At = At };

    private static RoomEnded Ended(long sequence) =>
        new() { Tenant = "t", RoomId = Room, NodeId = "n", Epoch = 1, Sequence = sequence, At = At, Reason = RoomEndReason.Moved };

    private static RoomLost Lost(long epoch) => new() { Tenant = "t", RoomId = Room, NodeId = "n", Epoch = epoch, Sequence = 0, At = At };

    private static PeerJoined Joined(long sequence, string user) =>
        new() { Tenant = "t", RoomId = Room, NodeId = "n", Epoch = 1, Sequence = sequence, At = At, Peer = FakeNode.Peer(user) };

    private static RoomRoster Roster(long sequence, params IReadOnlyList<string> users) => new()
    {
        Tenant = "t", RoomId = Room, NodeId = "n", Epoch = 1, Sequence = sequence, At = At, Peers = [.. users.Select(user => FakeNode.Peer(user))],
    };
}

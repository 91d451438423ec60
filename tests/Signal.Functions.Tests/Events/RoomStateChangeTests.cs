using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Events;
using Signal.Functions.Participants;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Events;

/// <summary>The changes that each kind of event causes, and the rows that they write.</summary>
public sealed class RoomStateChangeTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly RosterEntity _row = new() { PartitionKey = "room", RowKey = RosterEntity.RowPrefix + "n", Cleared = true };
    private RoomState _state;
    private long _sequence;

    public RoomStateChangeTests() => _state = new RoomState(_row, [], countsSeats: false);

    [Fact]
    public void Changes_are_the_events_with_ids_that_stay_the_same()
    {
        var started = Next(new RoomStarted());
        var joined = Next(Joined("a"));
        Assert.Equal(new RoomChange("n/1/room/1/started", started, "n:1", 1, 0), Assert.Single(_state.Apply(started)));
        Assert.Equal(new RoomChange("room/1/1/peer-of-a/joined", joined, "n:1", 2, 0), Assert.Single(_state.Apply(joined)));

        Assert.Empty(_state.Apply(joined));
        Assert.Empty(_state.Apply(started));
        Assert.Equal((false, 2), (_row.Incomplete, _row.Sequence));

        var ended = Next(new RoomEnded { Reason = RoomEndReason.Moved });
        var changes = _state.Apply(ended);
        Assert.Equal(
            [("room/1/1/peer-of-a/left", "n:1", 3, 0), ("n/1/room/1/finished", "n:1", 3, 1)],
            changes.Select(change => (change.Id, change.Source, change.Sequence, change.Index)));
        Assert.Equal(PeerLeftReason.RoomClosed, Assert.IsType<PeerLeft>(changes[0].Event).Reason);
        Assert.Equal(ended, changes[1].Event);
    }

    [Fact]
    public void What_a_lost_node_causes_has_a_source_of_its_own()
    {
        Apply(new RoomStarted(), Joined("a"));

        var changes = _state.Apply(Next(new RoomLost()) with { Sequence = 0 });

        Assert.Equal([("n:1:lost", 2, 0), ("n:1:lost", 2, 1)], changes.Select(change => (change.Source, change.Sequence, change.Index)));
        var (left, ended) = (Assert.IsType<PeerLeft>(changes[0].Event), Assert.IsType<RoomEnded>(changes[1].Event));
        Assert.Equal((PeerLeftReason.Lost, "t", "room", "n", 1), (left.Reason, left.Tenant, left.RoomId, left.NodeId, left.Epoch));
        Assert.Equal((RoomEndReason.Failed, At), (ended.Reason, ended.At));
    }

    [Fact]
    public void A_room_that_starts_again_has_ended_before()
    {
        Apply(new RoomStarted(), Joined("a"));

        Assert.Equal([typeof(PeerLeft), typeof(RoomEnded), typeof(RoomStarted)], Apply(new RoomStarted()).Select(change => change.Event.GetType()));
        Apply(Joined("a"));
        Assert.Equal(
            [typeof(PeerLeft), typeof(RoomEnded), typeof(RoomStarted), typeof(PeerJoined)],
            _state.Apply(Next(Joined("b")) with { Epoch = 2, Sequence = 1 }).Select(change => change.Event.GetType()));
        Assert.True(_row.Incomplete);
    }

    [Fact]
    public void The_end_completes_the_state()
    {
        Apply(new RoomStarted());
        _sequence++;
        Apply(Joined("a"));
        Assert.True(_row.Incomplete);

        Apply(new RoomEnded { Reason = RoomEndReason.Empty });

        Assert.Equal((false, true, 0), (_row.Incomplete, _row.Cleared, _row.Peers));
    }

    [Fact]
    public void A_roster_of_a_room_that_is_not_open_ends_it()
    {
        Apply(new RoomStarted());
        _sequence++;
        Apply(Joined("a"));

        var changes = Apply(new RoomRoster { Peers = [], Open = false });

        Assert.Equal(PeerLeftReason.Lost, Assert.IsType<PeerLeft>(changes[0].Event).Reason);
        Assert.Equal(RoomEndReason.Failed, Assert.IsType<RoomEnded>(changes[1].Event).Reason);
        Assert.False(_row.Incomplete);
        Assert.True(_row.Cleared);
    }

    [Fact]
    public void Updates_change_what_they_name_of_a_known_participant()
    {
        Apply(new RoomStarted(), Joined("a"));
        Assert.Equal(["audio"], Producers(Added("1", "audio")));
        Assert.Equal(["audio", "video"], Producers(Added("2", "video")));
        Assert.Equal(["audio", "screen"], Producers(Added("2", "screen")));

        var paused = Apply(new ProducerUpdated { PeerId = "peer-of-a", Producer = Producer("1", "audio") with { Paused = true } });
        Assert.Equal("n/1/room/6", Assert.Single(paused).Id);
        Assert.Equal([("2", false), ("1", true)], Peer.Producers.Select(producer => (producer.ProducerId, producer.Paused)));
        Assert.Equal(["screen"], Producers(new ProducerRemoved { PeerId = "peer-of-a", ProducerId = "1" }));

        Assert.Single(Apply(new PeerUpdated { Peer = FakeNode.Peer("a") with { Name = "Ada" } }));
        Assert.Equal(("Ada", "2"), (Peer.Name, Assert.Single(Peer.Producers).ProducerId));
        Assert.Equal(_sequence, Assert.Single(_state.Written).Sequence);

        Assert.Empty(Apply(new PeerUpdated { Peer = FakeNode.Peer("stranger") }));
        Assert.Empty(Apply(new PeerLeft { PeerId = "peer-of-stranger", UserId = "stranger", Reason = PeerLeftReason.Left }));
        Assert.Single(_state.Written);
    }

    [Fact]
    public void Rows_are_written_and_deleted_as_the_table_needs()
    {
        Apply(new RoomStarted(), Joined("a"), Joined("b"), Left("b"));
        Assert.Equal((true, 1, 0), (_state.IsChanged, _state.Written.Count, _state.Deleted.Count));

        _state.Accept();
        Assert.Equal((false, 0, 0), (_state.IsChanged, _state.Written.Count, _state.Deleted.Count));

        Apply(Left("a"));
        Assert.Equal("a", Assert.Single(_state.Deleted).UserId);
        Apply(Joined("a"));
        Assert.Empty(_state.Deleted);
        Assert.Equal("a", Assert.Single(_state.Written).UserId);

        Apply(Left("a"));
        _state.Accept();
        Assert.Empty(_state.Deleted);
        Apply(Joined("a"), Left("a"));
        Assert.Empty(_state.Deleted);
        Assert.True(_state.IsChanged);
    }

    [Fact]
    public void The_position_is_to_be_saved_even_after_an_event_that_changes_nothing_else()
    {
        Apply(new RoomStarted());
        _state.Accept();

        Apply(Left("stranger"));

        Assert.Equal((true, 2), (_state.IsChanged, _row.Sequence));
    }

    [Fact]
    public void The_end_of_a_room_is_to_be_saved()
    {
        Apply(new RoomStarted());
        _state.Accept();

        _state.Apply(Next(new RoomLost()) with { Sequence = 0 });

        Assert.True(_state.IsChanged);
    }

    [Fact]
    public void The_skipped_events_of_a_copy_are_to_be_saved()
    {
        Apply(new RoomStarted());
        _state.Apply(Next(new RoomLost()) with { Sequence = 0 });
        _state.Accept();
        _state.IsElsewhere = true;

        Apply(Joined("a"));

        Assert.True(_state.IsChanged);
    }

    [Fact]
    public void A_node_belongs_to_the_room_from_its_first_participant_to_its_last()
    {
        Apply(new RoomStarted(), Joined("a"), Joined("b", "p"), Joined("c", "p"));
        Assert.Equal(["p"], _state.Parts);

        _state = new RoomState(_row, [.. _state.Written], countsSeats: false);
        Assert.Equal(["p"], _state.Parts);
        Apply(Left("b"));
        Assert.Equal(["p"], _state.Parts);
        Apply(Joined("c", "q"));
        Assert.Equal(["q"], _state.Parts);
        Apply(Joined("c", "q"));
        Apply(Left("c"));
        Assert.Empty(_state.Parts);
    }

    private PeerInfo Peer => Assert.Single(_state.Written).Peer;

    private IEnumerable<string> Producers(RoomEvent e)
    {
        Assert.Single(Apply(e));
        return Peer.Producers.Select(producer => producer.Kind);
    }

    private RoomEvent Next(RoomEvent payload) =>
        payload with { Tenant = "t", RoomId = "room", NodeId = "n", Epoch = 1, Sequence = ++_sequence, At = At };

    private List<RoomChange> Apply(params RoomEvent[] payloads) => [.. payloads.SelectMany(payload => _state.Apply(Next(payload)))];

    private static PeerJoined Joined(string user, string? node = null) => new() { Peer = FakeNode.Peer(user) with { NodeId = node } };

    private static PeerLeft Left(string user) => new() { PeerId = "peer-of-" + user, UserId = user, Reason = PeerLeftReason.Left };

    private static ProducerAdded Added(string id, string kind) => new() { PeerId = "peer-of-a", Producer = Producer(id, kind) };

    private static ProducerInfo Producer(string id, string kind) => new() { ProducerId = id, Kind = kind };
}

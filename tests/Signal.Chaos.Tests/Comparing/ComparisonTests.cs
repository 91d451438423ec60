using Signal.Chaos.Tests.Truth;

namespace Signal.Chaos.Tests.Comparing;

/// <summary>The comparison of a run detects differences: each test changes one detail in views that agree.</summary>
public sealed class ComparisonTests
{
    private static readonly Truths Agreeing = new(
        [
            new("ada", "room", "node-1", "a", ["b"], [new("a1", "audio", Paused: false)], ["b1"], ["b2"]),
            new("bob", "room", "node-1", "b", ["a"], [new("b1", "video", Paused: true), new("b2", "data", Paused: false)], ["a1"], []),
        ],
        new Dictionary<string, IReadOnlyList<string>> { ["room"] = ["a", "b"] },
        [new("node-1", Rooms: 1, Peers: 2, Transports: 4, Producers: 2, Consumers: 2, DataProducers: 1, DataConsumers: 1), new("node-2", 0, 0, 0, 0, 0, 0, 0)],
        [
            new("room", Live: true, new Dictionary<string, IReadOnlyList<TrackView>>
            {
                ["a"] = [new("a1", "audio", Paused: false)],
                ["b"] = [new("b1", "video", Paused: true), new("b2", "data", Paused: false)],
            }),
        ]);

    private static readonly Participation[] Participations =
        [new("a", "ada", "room", "node-1", 1, Joined: true), new("b", "bob", "room", "node-1", 1, Joined: true)];

    private static readonly WebhookRecord[] Told =
    [
        Record(1, "room_started"), Record(2, "participant_joined", "a"), Record(3, "participant_joined", "b"), Record(4, "participant_left", "b"),
    ];

    private static readonly HashSet<string> Present = ["a"];

    [Fact]
    public void Views_that_agree_have_no_differences()
    {
        Assert.Empty(Comparison.Differences(Agreeing));
        Assert.Empty(Webhooks(Told));
        Assert.Empty(Webhooks([.. Told, Told[1]]));
    }

    [Fact]
    public void A_client_that_missed_a_peer_is_detected() =>
        Assert.Single(Comparison.Differences(Agreeing with { Clients = [Agreeing.Clients[0] with { Peers = [] }, Agreeing.Clients[1]] }));

    [Fact]
    public void A_client_that_receives_a_stream_twice_is_detected() =>
        Assert.Contains(
            Comparison.Differences(Agreeing with { Clients = [Agreeing.Clients[0] with { Received = ["b1", "b1"] }, Agreeing.Clients[1]] }),
            difference => difference.Contains("too many", StringComparison.Ordinal));

    [Fact]
    public void A_roster_with_a_stale_participant_is_detected() =>
        Assert.Single(Comparison.Differences(Agreeing with { Rosters = new Dictionary<string, IReadOnlyList<string>> { ["room"] = ["a", "b", "ghost"] } }));

    [Fact]
    public void A_leaked_transport_is_detected() =>
        Assert.Single(Comparison.Differences(Agreeing with { Nodes = [Agreeing.Nodes[0] with { Transports = 5 }, Agreeing.Nodes[1]] }));

    [Fact]
    public void A_room_on_two_nodes_is_detected() =>
        Assert.NotEmpty(Comparison.Differences(Agreeing with { Clients = [Agreeing.Clients[0] with { NodeId = "node-2" }, Agreeing.Clients[1]] }));

    [Fact]
    public void Tables_that_missed_a_pause_are_detected()
    {
        var peers = new Dictionary<string, IReadOnlyList<TrackView>>(Agreeing.Tables[0].Peers) { ["a"] = [new("a1", "audio", Paused: true)] };

        Assert.Single(Comparison.Differences(Agreeing with { Tables = [Agreeing.Tables[0] with { Peers = peers }] }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_dropped_webhook_is_detected(int dropped) => Assert.NotEmpty(Webhooks([.. Told.Where((_, index) => index != dropped)]));

    [Fact]
    public void Webhooks_out_of_order_are_detected() => Assert.NotEmpty(Webhooks([Told[0], Told[1], Told[3], Told[2]]));

    [Fact]
    public void An_event_with_two_ids_is_detected() => Assert.Single(Webhooks([.. Told, Told[3] with { Id = "other", Time = At(5), Sequence = "5" }]));

    [Fact]
    public void An_event_with_two_contents_is_detected() => Assert.Single(Webhooks([.. Told, Told[3] with { Reason = "lost" }]));

    [Fact]
    public void A_user_who_is_reported_as_left_and_is_present_is_detected() => Assert.Single(Webhooks([.. Told, Record(5, "participant_left", "a")]));

    [Fact]
    public void A_participant_that_was_lost_may_join_again()
    {
        WebhookRecord[] again = [Record(5, "participant_joined", "b"), Record(6, "participant_left", "b")];

        Assert.Empty(Webhooks([.. Told[..3], Told[3] with { Reason = "lost" }, .. again]));
        Assert.Single(Webhooks([.. Told, .. again]));
    }

    [Fact]
    public void Events_lost_with_a_killed_process_are_no_difference() =>
        Assert.Empty(WebhookComparison.Differences([.. Told.Take(2)], Participations, Present, one => one.PeerId == "b"));

    private static IReadOnlyList<string> Webhooks(WebhookRecord[] records) => WebhookComparison.Differences(records, Participations, Present, _ => false);

    private static WebhookRecord Record(int number, string type, string? peer = null) =>
        new($"event-{number}", type, "room", "node-1", peer, peer, null, At(number), $"{number}");

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
}

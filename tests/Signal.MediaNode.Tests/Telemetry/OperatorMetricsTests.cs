using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary>The metrics of joins, rooms, workers and the node's state, as a scrape sees them.</summary>
[Collection(nameof(Alone))]
public sealed class OperatorMetricsTests
{
    [Fact]
    public async Task Joins_and_departures_are_counted()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        await bob.AskAsync("leave");
        await Eventually.TrueAsync(() => node.Rooms.Find("tenant", "room")!.Report.Peers == 1, "Bob has left");

        var scrape = await Scrape.ReadAsync(node);

        Assert.Equal(2, scrape.Value("signal_peer_join_duration_seconds_count"));
        Assert.Equal(2, scrape.Value("signal_peer_join_duration_seconds_bucket", "le=\"60\""));
        Assert.Equal(1, scrape.Value("signal_peers_left_total", "reason=\"left\""));
        Assert.Equal(0, scrape.Value("signal_peers_left_total", "reason=\"lost\""));
        Assert.Equal(2, scrape.Value("signal_hub_request_duration_seconds_count", "method=\"Join\"", "code=\"0\""));
    }

    [Fact]
    public async Task Rooms_are_counted_by_size()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("another");
        await using var carol = await node.JoinAsync("another", "Carol");

        var scrape = await Scrape.ReadAsync(node);

        Assert.Equal(1, scrape.Value("signal_node_rooms", "size=\"1\""));
        Assert.Equal(1, scrape.Value("signal_node_rooms", "size=\"2\""));
        Assert.Equal(0, scrape.Value("signal_node_rooms", "size=\"3-5\""));
    }

    [Fact]
    public async Task A_drain_shows()
    {
        await using var node = await NodeHost.StartAsync();
        Assert.Equal((1, 0), await StateAsync(node));

        node.Lifecycle.Drain(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1));

        // The exporter caches an answer for a moment.
        await Eventually.TrueAsync(async () => await StateAsync(node) == (0, 1), what: "the drain shows");
    }

    [Fact]
    public async Task Workers_are_shown_with_their_usage_and_their_deaths()
    {
        await using var node = await NodeHost.StartAsync(("Mediasoup:Workers", "2"));
        var before = await Scrape.ReadAsync(node);
        Assert.Equal(["0", "1"], before.LabelValues("signal_worker_memory_usage_bytes", "worker").Order());
        Assert.InRange(before.Value("signal_worker_memory_usage_bytes", "worker=\"0\""), 1_000_000, 1_000_000_000);
        Assert.InRange(before.Value("signal_worker_cpu_time_seconds_total", "worker=\"0\""), 0, 60);
        Assert.Equal((2, 2), (before.Value("signal_workers_configured"), before.Value("mediasoup_active_erizojs_processes")));
        Assert.Equal((1, 0), (before.Value("signal_node_ready"), before.Value("signal_worker_deaths_total")));

        using (var process = System.Diagnostics.Process.GetProcessById(node.Workers.Slots.First().Worker.Pid))
        {
            process.Kill();
        }

        await Eventually.TrueAsync(async () => (await Scrape.ReadAsync(node)).Value("signal_worker_deaths_total") == 1, what: "the death is counted");
    }

    [Fact]
    public async Task No_label_carries_an_id_of_a_room_a_peer_or_a_user()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("a-room-id", change: spec => spec with { UserId = "a-user-id" });
        await alice.ProduceAudioAsync();

        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(node.Url, "/metrics"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("a-room-id", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-user-id", text, StringComparison.Ordinal);
        Assert.DoesNotContain(alice.PeerId, text, StringComparison.Ordinal);
    }

    private static async Task<(double Serving, double Draining)> StateAsync(NodeHost node)
    {
        var scrape = await Scrape.ReadAsync(node);
        return (scrape.Value("signal_node_state", "state=\"serving\""), scrape.Value("signal_node_state", "state=\"draining\""));
    }
}

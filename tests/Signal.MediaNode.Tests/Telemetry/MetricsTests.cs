using System.Diagnostics;
using System.Text.Json;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary>The metrics for operators. Meters of the same name in one process are shared, so no other node may run in parallel.</summary>
[Collection(nameof(Alone))]
public sealed class MetricsTests
{
    [Fact]
    public async Task The_gauges_of_mediasoup_signal_keep_their_names_and_meanings()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer");

        var scrape = await Scrape.ReadAsync(node);

        Assert.Equal(1, scrape.Value("mediasoup_active_rooms"));
        Assert.Equal(2, scrape.Value("mediasoup_active_clients"));
        Assert.Equal(1, scrape.Value("mediasoup_total_publishers"));
        Assert.Equal(1, scrape.Value("mediasoup_total_subscribers"));
        Assert.Equal(1, scrape.Value("mediasoup_active_erizojs_processes"));
        Assert.Superset(
            new HashSet<string>
            {
                "mediasoup_total_ice_connections_failed", "mediasoup_total_dtls_connections_failed", "mediasoup_total_sctp_connections_failed",
                "mediasoup_produce_score", "mediasoup_consume_score", "mediasoup_rpcCost",
            },
            scrape.Names.ToHashSet());
    }

    [Fact]
    public async Task A_hub_request_is_traced_down_to_the_worker()
    {
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Signal.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (seen)
                {
                    seen.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("traced room");

        await alice.AskAsync("restartIce", new { transportId = alice.SendTransport });

        Activity request, work;
        lock (seen)
        {
            request = Assert.Single(
                seen,
                activity => activity.OperationName == "hub RestartIce" && (string?)activity.GetTagItem("signal.peer") == alice.PeerId);
            work = Assert.Single(seen, activity => activity.Source.Name == "Signal.Mediasoup" && activity.ParentSpanId == request.SpanId);
        }

        Assert.Equal(request.TraceId, work.TraceId);
    }

    [Fact]
    public async Task Liveness_and_readiness_do_not_need_the_bus()
    {
        await using var node = await NodeHost.StartAsync();
        using var http = new HttpClient { BaseAddress = node.Url };

        using var live = JsonDocument.Parse(await http.GetStringAsync("/healthz/live"));
        Assert.Equal("alive", live.RootElement.GetProperty("status").GetString());
        using var ready = await http.GetAsync("/healthz/ready");
        Assert.True(ready.IsSuccessStatusCode);

        // The control plane tells by it whether the process that it knows responds.
        using var body = JsonDocument.Parse(await ready.Content.ReadAsStringAsync());
        Assert.Equal(body.RootElement.GetProperty("epoch").GetInt64(), live.RootElement.GetProperty("epoch").GetInt64());
    }
}

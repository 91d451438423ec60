using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Tests.Fixtures;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Tests.Warmup;

// Meters are those of the process: a test beside these would add its own.
[Collection(nameof(Alone))]
public sealed class WarmupTests
{
    private static readonly (string, string)[] On = [("Warmup:Enabled", "true"), ("Warmup:Timeout", "1m"), ("Logging:LogLevel:Default", "Information")];

    [Fact]
    public async Task A_warm_up_leaves_nothing_in_the_node()
    {
        await using var node = await NodeHost.StartAsync(On);

        Assert.Contains(node.Logged, line => line.Message.StartsWith("Node warmed up in ", StringComparison.Ordinal));
        Assert.DoesNotContain(node.Logged, line => line.Message.Contains("trial", StringComparison.OrdinalIgnoreCase));
        Assert.True(node.Rooms.IsEmpty);
        await node.BecomesEmptyAsync();
        Assert.Equal(0, node.Services.GetRequiredService<TokenLedger>().Count);
        Assert.Equal(0, node.Services.GetRequiredService<EventQueue>().Count);
        var metrics = await Scrape.ReadAsync(node);
        Assert.DoesNotContain("signal_hub_request_duration_seconds_count", metrics.Names);
        Assert.DoesNotContain("signal_peer_join_duration_seconds_count", metrics.Names);
        Assert.Equal(0, metrics.Value("signal_peers_left_total", "reason=\"left\""));
    }

    [Fact]
    public async Task The_node_listens_after_the_warm_up_and_has_its_own_workers_alone()
    {
        await using var node = await NodeProcess.StartAsync(("Warmup__Enabled", "true"), ("Warmup__Timeout", "1m"));

        Assert.InRange(node.Output.IndexOf("Node warmed up in ", StringComparison.Ordinal), 0, node.Output.IndexOf("Now listening on", StringComparison.Ordinal));
        Assert.Single(node.Workers);
    }

    [Fact]
    public async Task A_warm_up_that_takes_too_long_is_logged_and_the_node_serves()
    {
        await using var node = await NodeHost.StartAsync(("Warmup:Enabled", "true"), ("Warmup:Timeout", "1ms"));

        Assert.Equal(
            "Node starts without a complete warm-up: it took longer than 0.001 s",
            Assert.Single(node.Logged, line => line.Level == LogLevel.Warning && line.Message.Contains("warm-up", StringComparison.Ordinal)).Message);
        await using var alice = await node.JoinAsync("room");
    }

    [Fact]
    public async Task A_warm_up_that_fails_is_logged_and_the_node_serves()
    {
        using var worker = WorkerScript.FailsOnce();
        await using var node = await NodeHost.StartAsync(("Warmup:Enabled", "true"), ("Warmup:Timeout", "1m"), ("Mediasoup:WorkerPath", worker.Path));

        Assert.StartsWith(
            "Node starts without a complete warm-up: no worker can be started with ",
            Assert.Single(node.Logged, line => line.Level == LogLevel.Warning && line.Message.Contains("warm-up", StringComparison.Ordinal)).Message,
            StringComparison.Ordinal);
        await using var alice = await node.JoinAsync("room");
    }

    [Fact]
    public async Task A_node_that_is_stopped_while_it_warms_up_ends_in_order()
    {
        using var worker = WorkerScript.Hangs();
        await using var node = NodeProcess.Run(("Warmup__Enabled", "true"), ("Warmup__Timeout", "1m"), ("Mediasoup__WorkerPath", worker.Path));
        await worker.IsStartedAsync();

        node.Signal(15);

        Assert.Equal(0, await node.WaitForExitAsync());
        Assert.DoesNotContain("   at ", node.Output, StringComparison.Ordinal);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tests.Fixtures;
using Signal.MediaNode.Tests.Rooms.Parts;
using Signal.MediaNode.Tests.Rooms.Shards;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary>The metrics of links and pipes, as a node of a room measures them.</summary>
[Collection(nameof(Alone))]
public sealed class LinkMetricsTests
{
    [Fact]
    public async Task A_link_with_its_requests_and_pipes_is_measured()
    {
        await using var room = await SpannedRoom.StartAsync();
        using var satellite = MetricsOf(room.Nodes[1]);
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var audio = await alice.ProduceAudioAsync();
        await SpannedRoom.OfferedAsync(bob, audio);

        Assert.Equal(1, satellite.Read("signal.links.open"));
        Assert.Equal((1, 0), (satellite.Read("signal.pipes", "node"), satellite.Read("signal.pipes", "worker")));
        Assert.Single(satellite.Of("signal.link.request.duration", "0 pipes.open"));
        Assert.InRange(satellite.Sum("signal.link.io", "sent"), 100, 100_000);
        Assert.InRange(satellite.Sum("signal.link.io", "received"), 100, 100_000);
        Assert.Equal((0, 0), (satellite.Sum("signal.links.lost"), satellite.Sum("signal.links.not_opened")));
        await alice.AskAsync("leave");
        await Eventually.TrueAsync(() => satellite.Read("signal.pipes", "node") == 0, "the pipe is closed");
    }

    [Fact]
    public async Task Pipes_between_the_workers_of_a_node_are_counted()
    {
        await using var room = await SpreadRoom.StartAsync();
        using var node = MetricsOf(room.Node);

        Assert.Equal((0, 1), (node.Read("signal.pipes", "node"), node.Read("signal.pipes", "worker")));
    }

    [Fact]
    public async Task A_lost_link_and_failed_attempts_to_open_it_again_are_counted()
    {
        await using var room = await SpannedRoom.StartAsync(settings: [("Rooms:PartLease", "00:01:00"), ("Links:ConnectTimeout", "00:00:00.200")]);
        using var satellite = MetricsOf(room.Nodes[1]);
        await room.JoinAsync(1, "Bob");
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();

        await Eventually.TrueAsync(() => satellite.Sum("signal.links.not_opened") > 1, "failed attempts are counted");

        Assert.Equal((0, 1), (satellite.Read("signal.links.open"), satellite.Sum("signal.links.lost")));
    }

    private static MeterRecorder MetricsOf(NodeHost node) => new(node.Services.GetRequiredService<NodeMetrics>().Meter);
}

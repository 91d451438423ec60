using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Contracts.Messages;
using Signal.MediaNode.Reports;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Reports;

/// <summary>A report says all there is to say.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task It_tells_of_workers_and_rooms()
    {
        await using var node = await NodeHost.StartAsync(("Node:Region", "north"), ("Reports:Interval", "01:00:00"));
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer");

        var report = node.Services.GetRequiredService<ReportWriter>().Write();

        Assert.Equal((node.Identity.Id, node.Identity.Epoch, "north", NodeState.Serving), (report.NodeId, report.Epoch, report.Region, report.State));
        Assert.Equal("http://127.0.0.1:7080/signal", report.Url);
        var worker = Assert.Single(report.Workers);
        Assert.Equal((1, 4, 1, 1), (worker.Routers, worker.Transports, worker.Producers, worker.Consumers));
        Assert.Equal("3.27.1", worker.Version);
        var room = Assert.Single(report.Rooms);
        Assert.Equal(("tenant", "room", 2, 1, 4L), (room.Tenant, room.RoomId, room.Peers, room.Publishers, room.RosterVersion));
        Assert.InRange(report.Load, 0, 1);
    }

    [Fact]
    public void Load_is_the_greater_of_objects_and_cpu()
    {
        var worker = new WorkerReport { Pid = 1, Cpu = 0, Consumers = 90, Producers = 5, Transports = 10 };

        Assert.Equal(0.5, NodeLoad.Of([worker, worker with { Consumers = 90 }], 0.3, 200));
        Assert.Equal(0.8, NodeLoad.Of([worker], 0.8, 200));
        Assert.Equal(1, NodeLoad.Of([], 0, 200));
    }

    [Fact]
    public void Sequences_go_on_when_a_room_starts_again_and_after_it_was_forgotten()
    {
        var time = new FakeTimeProvider();
        var sequences = new RoomSequences(time);
        Assert.Equal([1L, 2L, 3L], [sequences.Next("room"), sequences.Next("room"), sequences.Next("room")]);
        time.Advance(TimeSpan.FromHours(2));
        for (var i = 0; i < 10_000; i++)
        {
            sequences.Next($"other-{i}");
        }

        Assert.Equal(3, sequences.Last("room"));
        Assert.Equal(4, sequences.Next("room"));
    }
}

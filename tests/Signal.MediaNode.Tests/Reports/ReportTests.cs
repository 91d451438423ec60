using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.MediaNode.Reports;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Reports;

/// <summary>A report contains the complete state.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task It_reports_workers_and_rooms()
    {
        await using var node = await NodeHost.StartAsync(("Node:Region", "north"), ("Reports:Interval", "01:00:00"));
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer");

        var report = node.Services.GetRequiredService<ReportWriter>().Write().Single();

        Assert.Equal((node.Identity.Id, node.Identity.Epoch, "north", NodeState.Serving), (report.NodeId, report.Epoch, report.Region, report.State));
        Assert.Equal("http://127.0.0.1:7080/signal", report.Url);
        var worker = Assert.Single(report.Workers);
        Assert.Equal((1, 4, 1, 1), (worker.Routers, worker.Transports, worker.Producers, worker.Consumers));
        Assert.Equal("3.27.1", worker.Version);
        var room = Assert.Single(report.Rooms);
        Assert.Equal(("tenant", "room", 2, 1, 4L), (room.Tenant, room.RoomId, room.Peers, room.Publishers, room.RosterVersion));
        Assert.True(report.Ready);
        Assert.Equal(1, report.RoomCount);
        Assert.Equal(2, report.PeerCount);
        Assert.InRange(report.Load, 0, 1);
        Assert.InRange(report.Memory!.Value, 0, 1);
        Assert.InRange(report.Disk!.Value, 0, 1);
        Assert.Equal(new ConnectionReport { Attempts = 0, IceFailures = 0, DtlsFailures = 0 }, report.Connections);
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
    public void Two_thousand_rooms_go_in_parts_that_fit_a_message_and_cover_all_ids()
    {
        var rooms = Enumerable.Range(0, 2000).Select(i => new RoomReport
        {
            Tenant = "tenant-<&>",
            RoomId = i % 2 == 0 ? $"room-{Guid.NewGuid()}" : $"Zimmer \u00fc {i}",
            Peers = 4,
            RosterVersion = 123_456,
            StartedAt = DateTimeOffset.UnixEpoch,
        }).ToList();

        var parts = ReportParts.Of(Report(rooms));

        Assert.True(parts.Count > 1);
        Assert.All(parts, part => Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(part, ContractsJson.Options).Length, 1, 250_000));
        Assert.Equal(rooms.Select(room => room.RoomId).Order(StringComparer.Ordinal), parts.SelectMany(part => part.Rooms).Select(room => room.RoomId));
        Assert.Null(parts[0].RoomsAfter);
        Assert.Null(parts[^1].RoomsUpTo);
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.RoomsUpTo, pair.Second.RoomsAfter));
        Assert.All(parts.Select((part, index) => (part, index)), entry => Assert.Equal((entry.index, parts.Count), (entry.part.Part, entry.part.Parts)));
        Assert.Same(parts[0].Workers, parts[1].Workers);
    }

    [Fact]
    public void A_small_report_is_one_message() => Assert.Equal(0, Assert.Single(ReportParts.Of(Report([]))).Parts);

    [Fact]
    public void Sequences_continue_when_a_room_restarts_and_after_it_was_evicted()
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

    private static NodeReport Report(IReadOnlyList<RoomReport> rooms) => new()
    {
        NodeId = "node", Epoch = 1, Sequence = 1, SentAt = DateTimeOffset.UnixEpoch, Url = "http://node/signal", Version = "1",
        State = NodeState.Serving, Load = 0, Workers = [], Rooms = rooms,
    };
}

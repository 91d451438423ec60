using System.Diagnostics;
using System.Net;
using Signal.Contracts.Errors;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Workers;

/// <summary>No room is lost with a worker process that dies.</summary>
public sealed class WorkerDeathTests
{
    [Fact]
    public async Task Its_rooms_move_and_other_rooms_are_not_affected()
    {
        await using var node = await NodeHost.StartAsync(("Mediasoup:Workers", "2"), ("Reports:Interval", "01:00:00"));
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        await using var elsewhere = await node.JoinAsync("other room");
        await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer");
        var slot = (await node.MediaOfAsync(alice)).Slot;
        Assert.NotSame(slot, (await node.MediaOfAsync(elsewhere)).Slot);

        Kill(slot.Worker.Pid);

        await alice.HearsAsync("mediaReset");
        await bob.HearsAsync("mediaReset");
        await alice.EnterAsync();
        await bob.EnterAsync();
        var producerId = await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer", offer => offer.GetProperty("producerId").GetString() == producerId);
        await Eventually.TrueAsync(() => node.Workers.Slots.Count == 2, "the worker is replaced");
        await elsewhere.ProduceAudioAsync();
        Assert.DoesNotContain(elsewhere.Heard, message => message.Name == "mediaReset");
        Assert.DoesNotContain(alice.Heard, message => message.Name is "peerClosed");
    }

    [Fact]
    public async Task The_only_worker_is_replaced()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");

        Kill((await node.MediaOfAsync(alice)).Slot.Worker.Pid);

        await alice.HearsAsync("mediaReset");
        await alice.EnterAsync();
        await alice.ProduceVideoAsync();
        await using var bob = await node.JoinAsync("room", "Bob");
        await bob.HearsAsync("newConsumer");
    }

    [Fact]
    public async Task Rooms_are_spread_over_the_workers()
    {
        await using var node = await NodeHost.StartAsync(("Mediasoup:Workers", "2"), ("Reports:Interval", "01:00:00"));

        foreach (var room in new[] { "one", "two", "three", "four" })
        {
            await (await node.JoinAsync(room)).AskAsync("getRouterRtpCapabilities");
        }

        Assert.All(node.Workers.Slots, slot => Assert.Equal(2, slot.Routers.Value));
    }

    [Fact]
    public async Task After_a_death_rooms_are_spread_again()
    {
        await using var node = await NodeHost.StartAsync(("Mediasoup:Workers", "2"), ("Reports:Interval", "01:00:00"));
        foreach (var room in new[] { "one", "two", "three", "four", "five", "six" })
        {
            await (await node.JoinAsync(room)).AskAsync("getRouterRtpCapabilities");
        }

        var dead = node.Workers.Slots.First();
        Kill(dead.Worker.Pid);

        await Eventually.TrueAsync(
            () => !node.Workers.Slots.Contains(dead) && node.Workers.Slots.Sum(slot => slot.Routers.Value) == 6,
            "all rooms have a worker");
        Assert.All(node.Workers.Slots, slot => Assert.Equal(3, slot.Routers.Value));
    }

    [Fact]
    public async Task A_hung_worker_is_replaced_like_a_dead_one()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");

        SuspendedProcess.Suspend(node.Workers.Slots.Single().Worker.Pid);

        await using var bob = await node.ConnectAsync(spec => spec with { RoomId = "new room" });
        await alice.HearsAsync("mediaReset");
        await alice.EnterAsync();
        await alice.ProduceAudioAsync();
        await bob.EnterAsync();
    }

    [Fact]
    public async Task Without_any_worker_the_node_is_not_ready_and_a_room_is_refused_once()
    {
        var link = Path.Combine(Directory.CreateTempSubdirectory().FullName, "mediasoup-worker");
        File.CreateSymbolicLink(link, WorkerBinary.Path);
        await using var node = await NodeHost.StartAsync(("Mediasoup:WorkerPath", link));
        File.Delete(link);
        Kill(node.Workers.Slots.Single().Worker.Pid);
        await Eventually.TrueAsync(() => !node.Workers.HasLive, "the worker is gone");

        await using var alice = await TestClient.OpenAsync(node.Url, node.Token());
        Assert.Equal(SignalErrorCode.NoWorker, TestClient.ErrorOf((await alice.Closed)!.Message).Code);

        Assert.True(node.Rooms.IsEmpty);
        using var http = new HttpClient { BaseAddress = node.Url };
        using var ready = await http.GetAsync("/healthz/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }
}

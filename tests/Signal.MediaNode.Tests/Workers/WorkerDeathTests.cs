using System.Diagnostics;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Workers;

/// <summary>A worker process that dies takes nobody's room with it.</summary>
public sealed class WorkerDeathTests
{
    [Fact]
    public async Task Its_rooms_move_and_other_rooms_notice_nothing()
    {
        await using var node = await NodeHost.StartAsync(("Mediasoup:Workers", "2"), ("Reports:Interval", "01:00:00"));
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        await using var elsewhere = await node.JoinAsync("other room");
        await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer");
        var slot = (await node.Rooms.Find("tenant", "room")!.MediaAsync()).Slot;
        Assert.NotSame(slot, (await node.Rooms.Find("tenant", "other room")!.MediaAsync()).Slot);

        Kill(slot.Worker.Pid);

        await alice.HearsAsync("mediaReset");
        await bob.HearsAsync("mediaReset");
        await alice.EnterAsync();
        await bob.EnterAsync();
        var producerId = await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer", offer => offer.GetProperty("producerId").GetString() == producerId);
        await Eventually.Async(() => node.Workers.Slots.Count == 2, "the worker is replaced");
        await elsewhere.ProduceAudioAsync();
        Assert.DoesNotContain(elsewhere.Heard, message => message.Name == "mediaReset");
        Assert.DoesNotContain(alice.Heard, message => message.Name is "peerClosed");
    }

    [Fact]
    public async Task The_only_worker_is_replaced()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");

        Kill((await node.Rooms.Find("tenant", "room")!.MediaAsync()).Slot.Worker.Pid);

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

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }
}

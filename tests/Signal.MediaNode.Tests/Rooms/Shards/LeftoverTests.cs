using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Shards;

/// <summary>Peers that come and go on another worker leave nothing on any.</summary>
public sealed class LeftoverTests
{
    private const int Cycles = 200;

    [Fact]
    public async Task Two_hundred_visits_leave_nothing_on_any_worker()
    {
        await using var room = await SpreadRoom.StartAsync();
        await room.Carol.AskAsync("leave");
        await OnlyTheFirstWorkerIsUsedAsync(room);

        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            await using var guest = await room.Node.JoinAsync("room", $"Guest {cycle}");
            await SpreadRoom.HearsAsync(guest, room.Audio);
            var audio = await guest.ProduceAudioAsync();
            await guest.ProduceDataAsync("chat");
            await SpreadRoom.HearsAsync(room.Bob, audio);
            await room.Bob.HearsAsync("newDataConsumer");
            await guest.AskAsync("leave");
            await room.Bob.HearsAsync("consumerClosed");
            await room.Bob.HearsAsync("dataConsumerClosed");
            await WorkersBecomeAsync(room, routers: 1);
        }

        await OnlyTheFirstWorkerIsUsedAsync(room);
        await room.Alice.AskAsync("leave");
        await room.Bob.AskAsync("leave");
        await room.Node.BecomesEmptyAsync();
        await WorkersBecomeAsync(room, routers: 0);
    }

    /// <summary>Waits until the workers have as many routers, and the first has only what Alice and Bob need.</summary>
    private static async Task OnlyTheFirstWorkerIsUsedAsync(SpreadRoom room)
    {
        await WorkersBecomeAsync(room, routers: 1);
        var router = (await room.MediaOfAsync(room.Alice)).Router;
        await Eventually.TrueAsync(
            async () => await router.DumpAsync() is { TransportIds.Length: 4, MapConsumerIdProducerId.Length: 1 }, default, "only Alice and Bob are left");
        var dump = await router.DumpAsync();
        Assert.Single(dump.MapProducerIdConsumerIds);
        Assert.Empty(dump.MapDataProducerIdDataConsumerIds);
        Assert.Empty(dump.MapDataConsumerIdDataProducerId);
    }

    private static Task WorkersBecomeAsync(SpreadRoom room, int routers) => Eventually.TrueAsync(
        async () => (await Task.WhenAll(room.Node.Workers.Slots.Select(slot => slot.Worker.DumpAsync()))).Sum(RoutersOf) == routers,
        default,
        $"the workers have {routers} routers");

    private static int RoutersOf(WorkerDump dump) => dump.RouterIds.Length;
}

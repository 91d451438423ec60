using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Shards;

/// <summary>When one of a room's workers dies, only the peers on it rebuild their media.</summary>
public sealed class ShardLossTests
{
    [Fact]
    public async Task Only_the_receivers_on_the_dead_worker_start_again()
    {
        await using var room = await SpreadRoom.StartAsync(workers: 3);
        var dave = await room.JoinAndHearAsync("Dave");
        var sent = await room.Carol.ProduceVideoAsync();
        var received = await SpreadRoom.HearsAsync(room.Alice, sent);
        await SpreadRoom.HearsAsync(dave, sent);

        SpreadRoom.Kill((await room.MediaOfAsync(room.Carol)).Slot);

        await room.Carol.HearsAsync("mediaReset");
        await room.Alice.HearsAsync("consumerClosed", closed => closed.GetProperty("consumerId").GetString() == received);
        await room.Carol.EnterAsync();
        await SpreadRoom.HearsAsync(room.Carol, room.Audio);
        var again = await room.Carol.ProduceVideoAsync();
        await SpreadRoom.HearsAsync(room.Alice, again);
        await SpreadRoom.HearsAsync(room.Bob, again);
        await SpreadRoom.HearsAsync(dave, again);
        foreach (var other in new[] { room.Alice, room.Bob, dave })
        {
            Assert.DoesNotContain(other.Heard, message => message.Name is "mediaReset" or "peerClosed");
        }

        Assert.Equal(1, await room.ConsumersAsync(dave, room.Audio));
    }

    [Fact]
    public async Task Streams_from_the_dead_worker_end_and_come_again_from_another()
    {
        await using var room = await SpreadRoom.StartAsync(workers: 3);
        var dave = await room.JoinAndHearAsync("Dave");
        var kept = await room.Carol.ProduceAudioAsync();
        var keptBy = await SpreadRoom.HearsAsync(dave, kept);

        SpreadRoom.Kill((await room.MediaOfAsync(room.Alice)).Slot);

        await room.Alice.HearsAsync("mediaReset");
        await room.Bob.HearsAsync("mediaReset");
        await room.Carol.HearsAsync("consumerClosed");
        await dave.HearsAsync("consumerClosed");
        await room.Alice.EnterAsync();
        await room.Bob.EnterAsync();
        await SpreadRoom.HearsAsync(room.Alice, kept);
        await SpreadRoom.HearsAsync(room.Bob, kept);
        var audio = await room.Alice.ProduceAudioAsync();
        await SpreadRoom.HearsAsync(room.Bob, audio);
        await SpreadRoom.HearsAsync(room.Carol, audio);
        await SpreadRoom.HearsAsync(dave, audio);
        await dave.AskAsync("getConsumerStats", new { consumerId = keptBy });
        Assert.DoesNotContain(dave.Heard, message => message.Name is "mediaReset");
        Assert.DoesNotContain(room.Carol.Heard, message => message.Name is "mediaReset");
    }

    [Fact]
    public async Task A_room_survives_the_death_of_all_its_workers()
    {
        await using var room = await SpreadRoom.StartAsync();

        TestClient[] clients = [room.Alice, room.Bob, room.Carol];
        var dead = room.Node.Workers.Slots;

        foreach (var slot in dead)
        {
            SpreadRoom.Kill(slot);
        }

        foreach (var client in clients)
        {
            await client.HearsAsync("mediaReset");
        }

        await Eventually.TrueAsync(
            async () => (await Task.WhenAll(clients.Select(room.MediaOfAsync))).All(media => !dead.Contains(media.Slot)), default, "all are on other workers");
        await room.Bob.EnterAsync();
        await room.Carol.EnterAsync();
        await room.Alice.EnterAsync();
        var audio = await room.Alice.ProduceAudioAsync();
        await SpreadRoom.HearsAsync(room.Bob, audio);
        await SpreadRoom.HearsAsync(room.Carol, audio);
    }

    [Fact]
    public async Task A_worker_that_hangs_delays_only_those_who_need_it()
    {
        await using var room = await SpreadRoom.StartAsync();
        await room.Carol.AskAsync("leave");
        await Eventually.TrueAsync(() => room.Node.Workers.Slots.Sum(slot => slot.Routers.Value) == 1, "one worker is unused");
        var hung = room.Node.Workers.Slots.Single(slot => slot.Routers.Value == 0);
        SuspendedProcess.Suspend(hung.Worker.Pid);

        var joining = room.JoinAndHearAsync("Dave");
        await SpreadRoom.HearsAsync(room.Bob, await room.Alice.ProduceVideoAsync());
        Assert.False(joining.IsCompleted);
        var dave = await joining;

        Assert.NotSame(hung, (await room.MediaOfAsync(dave)).Slot);
        Assert.DoesNotContain(room.Alice.Heard, message => message.Name == "mediaReset");
    }

    [Fact]
    public async Task Without_a_further_worker_the_others_take_the_peers()
    {
        var link = Path.Combine(Directory.CreateTempSubdirectory().FullName, "mediasoup-worker");
        File.CreateSymbolicLink(link, WorkerBinary.Path);
        await using var room = await SpreadRoom.StartAsync(settings: ("Mediasoup:WorkerPath", link));
        File.Delete(link);

        SpreadRoom.Kill((await room.MediaOfAsync(room.Carol)).Slot);
        await room.Carol.HearsAsync("mediaReset");
        await room.Carol.EnterAsync();

        await SpreadRoom.HearsAsync(room.Carol, room.Audio);
        Assert.Same(await room.MediaOfAsync(room.Alice), await room.MediaOfAsync(room.Carol));
        Assert.DoesNotContain(room.Alice.Heard, message => message.Name == "mediaReset");
    }
}

using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Shards;

/// <summary>A room grows to further workers, and each stream is piped directly from its owner's worker to those of its receivers.</summary>
public sealed class SpreadTests
{
    [Fact]
    public async Task A_room_that_outgrows_its_worker_continues_on_another()
    {
        await using var room = await SpreadRoom.StartAsync();

        var (alice, bob, carol) = (await room.MediaOfAsync(room.Alice), await room.MediaOfAsync(room.Bob), await room.MediaOfAsync(room.Carol));
        Assert.Same(alice, bob);
        Assert.NotSame(alice.Slot, carol.Slot);
        Assert.Equal(1, await room.ConsumersAsync(room.Carol, room.Audio));
        Assert.Equal(2, room.Node.Workers.Slots.Sum(slot => slot.Consumers.Value));
        Assert.Equal(1, room.Node.Workers.Slots.Sum(slot => slot.Producers.Value));
    }

    [Fact]
    public async Task Three_workers_are_connected_directly()
    {
        await using var room = await SpreadRoom.StartAsync(workers: 3);
        var dave = await room.JoinAndHearAsync("Dave");

        Assert.Equal(3, new[] { room.Alice, room.Carol, dave }.Select(client => room.MediaOfAsync(client).Result.Slot).Distinct().Count());
        Assert.Equal(3, await room.ConsumersAsync(room.Alice, room.Audio));
        Assert.Equal(1, await room.ConsumersAsync(room.Carol, room.Audio));
        Assert.Equal(1, await room.ConsumersAsync(dave, room.Audio));

        var video = await dave.ProduceVideoAsync();
        foreach (var receiver in new[] { room.Alice, room.Bob, room.Carol })
        {
            await SpreadRoom.HearsAsync(receiver, video);
        }

        Assert.Equal(2, await room.ConsumersAsync(dave, video));
        Assert.Equal(2, await room.ConsumersAsync(room.Alice, video));
        Assert.Equal(1, await room.ConsumersAsync(room.Carol, video));
    }

    [Fact]
    public async Task A_room_has_at_most_one_router_on_each_worker()
    {
        await using var room = await SpreadRoom.StartAsync();

        var others = new List<TestClient>();
        foreach (var name in new[] { "Dave", "Erin", "Frank", "Grace" })
        {
            others.Add(await room.JoinAndHearAsync(name));
        }

        Assert.All(room.Node.Workers.Slots, slot => Assert.Equal(1, slot.Routers.Value));
        var audio = await others[^1].ProduceAudioAsync();
        foreach (var receiver in others[..^1].Append(room.Alice).Append(room.Carol))
        {
            await SpreadRoom.HearsAsync(receiver, audio);
        }
    }

    [Fact]
    public async Task A_room_leaves_a_busy_worker_before_it_is_full()
    {
        await using var node = await NodeHost.StartAsync(("Mediasoup:Workers", "2"), ("Rooms:MaxWorkerCpu", "0.05"), ("Reports:Interval", "01:00:00"));
        await using var alice = await node.JoinAsync("room");
        var media = await node.MediaOfAsync(alice);
        var producer = await (await media.Router.CreateDirectTransportAsync()).ProduceAsync(Media.Audio());
        var sequence = 0;
        await Eventually.TrueAsync(
            () =>
            {
                for (var i = 0; i < 5000; i++)
                {
                    producer.Send(RtpSource.Packet(producer, ++sequence));
                }

                return media.Slot.Report().Cpu >= 0.05;
            },
            "the worker is busy");

        await using var bob = await node.JoinAsync("room", "Bob");

        Assert.NotSame(media.Slot, (await node.MediaOfAsync(bob)).Slot);
    }

    [Fact]
    public async Task A_room_that_fits_stays_on_one_worker()
    {
        await using var node = await NodeHost.StartAsync(("Mediasoup:Workers", "2"));
        await using var alice = await node.JoinAsync("room");
        var audio = await alice.ProduceAudioAsync();
        await using var bob = await node.JoinAsync("room", "Bob");
        await SpreadRoom.HearsAsync(bob, audio);

        Assert.Equal(1, node.Workers.Slots.Sum(slot => slot.Routers.Value));
        var router = await (await node.MediaOfAsync(alice)).Router.DumpAsync();
        Assert.Equal(4, router.TransportIds.Length);
    }

    [Fact]
    public async Task Clients_that_join_at_once_are_spread_and_receive_each_other()
    {
        const int Peers = 12;
        await using var node = await NodeHost.StartAsync(
            ("Mediasoup:Workers", "3"), ("Rooms:ConsumersPerWorker", "20"), ("Reports:Interval", "01:00:00"),
            ("Rooms:DepartureTimeout", "00:00:00"), ("Rooms:ResumeGrace", "00:00:00"));

        var clients = await Task.WhenAll(Enumerable.Range(0, Peers).Select(async number =>
        {
            var client = await node.JoinAsync("room", $"Peer {number}");
            return (Client: client, Audio: await client.ProduceAudioAsync());
        }));
        var late = new List<TestClient>();
        for (var number = 0; number < 4; number++)
        {
            late.Add(await node.JoinAsync("room", $"Late {number}"));
        }

        foreach (var receiver in clients.Select(entry => entry.Client).Concat(late))
        {
            foreach (var (_, audio) in clients.Where(entry => entry.Client != receiver))
            {
                await SpreadRoom.HearsAsync(receiver, audio);
            }

            Assert.DoesNotContain(receiver.Heard, message => message.Name is "newConsumer" or "consumerClosed");
        }

        Assert.True(node.Workers.Slots.Count(slot => slot.Routers.Value == 1) > 1);
        foreach (var client in clients.Select(entry => entry.Client).Concat(late))
        {
            await client.DisposeAsync();
        }

        await node.BecomesEmptyAsync();
    }
}

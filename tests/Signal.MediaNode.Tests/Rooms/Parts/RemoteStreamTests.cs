using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>A stream of another node behaves like one of the own.</summary>
public sealed class RemoteStreamTests
{
    [Fact]
    public async Task Packets_arrive_on_every_node_directly_from_that_of_the_sender()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var carol = await room.JoinAsync(2, "Carol");
        var audio = await room.SendDirectlyAsync(1, bob, Media.Audio());
        await using var sending = new RtpSource(audio);

        foreach (var (node, client) in new[] { (0, alice), (2, carol) })
        {
            var offer = await SpannedRoom.OfferedAsync(client, audio.Id.Value);
            Assert.Equal(bob.PeerId, offer.GetProperty("peerId").GetString());
            var router = (await room.MediaOfAsync(node, client)).Router;
            var listener = await (await router.CreateDirectTransportAsync()).ConsumeAsync(
                new ConsumerOptions { ProducerId = audio.Id, RtpCapabilities = router.RtpCapabilities });
            var packets = 0;
            listener.OnRtp += _ => Interlocked.Increment(ref packets);
            await Eventually.TrueAsync(() => Volatile.Read(ref packets) > 10, "packets arrive");
        }

        // One pipe to each of the two other nodes; Carol's does not pass through the home.
        Assert.Equal(2, await room.ConsumersAsync(1, bob, audio.Id.Value));
        Assert.Equal(2, await room.ConsumersAsync(0, alice, audio.Id.Value));
        Assert.Equal(2, room.PartOn(1).ServedPipes.Count);
        Assert.Equal(0, room.PartOn(0).ServedPipes.Count);
    }

    [Fact]
    public async Task It_is_piped_once_for_all_receivers_of_a_node_and_until_the_last_has_left()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var audio = await alice.ProduceAudioAsync();
        var guests = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => room.JoinAsync(1, $"{number}")));
        foreach (var guest in guests)
        {
            await SpannedRoom.OfferedAsync(guest, audio);
        }

        Assert.Equal(1, await room.ConsumersAsync(0, alice, audio));
        Assert.Equal(5, await room.ConsumersAsync(1, guests[0], audio));

        foreach (var guest in guests)
        {
            await guest.AskAsync("leave");
        }

        await Eventually.TrueAsync(async () => await room.ConsumersAsync(0, alice, audio) == 0, default, "the pipe is closed");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    public async Task It_is_paused_resumed_and_closed_with_its_producer(int from, int to)
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        var sender = await room.JoinAsync(from, "Sender");
        var receiver = await room.JoinAsync(to, "Receiver");
        var video = await sender.ProduceVideoAsync();
        var offer = await SpannedRoom.OfferedAsync(receiver, video);
        var consumer = offer.GetProperty("id").GetString();
        Assert.Equal("simulcast", offer.GetProperty("type").GetString());

        await receiver.AskAsync("setConsumerPreferredLayers", new { consumerId = consumer, spatialLayer = 1, temporalLayer = 1 });
        await sender.AskAsync("pauseProducer", new { producerId = video });
        await receiver.HearsAsync("consumerPaused", data => data.GetProperty("consumerId").GetString() == consumer);
        await sender.AskAsync("resumeProducer", new { producerId = video });
        await receiver.HearsAsync("consumerResumed", data => data.GetProperty("consumerId").GetString() == consumer);
        await sender.AskAsync("closeProducer", new { producerId = video });
        await receiver.HearsAsync("consumerClosed", data => data.GetProperty("consumerId").GetString() == consumer);
        await Eventually.TrueAsync(async () => await room.ConsumersAsync(to, receiver, video) is null, default, "the pipe is closed");
    }

    [Fact]
    public async Task A_key_frame_request_reaches_the_sender()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var source = await (await room.MediaOfAsync(0, alice)).Router.CreateDirectTransportAsync();
        var requests = new KeyFrameRequests(source);
        var video = await source.ProduceAsync(Media.Video());
        var peer = await room.Home.PeerOfAsync(alice);
        await peer.Room.ReservePublisherAsync(peer);
        var info = new ProducerInfo { ProducerId = video.Id.Value, Kind = "video", MimeType = "video/VP8" };
        await peer.Room.AddStreamAsync(new SentMedia(peer, await room.MediaOfAsync(0, alice), video, Sources.AppDataOf(null), info));
        await SpannedRoom.OfferedAsync(bob, video.Id.Value);

        await requests.ReachFromAsync((await room.MediaOfAsync(1, bob)).Router, video);
    }

    [Fact]
    public async Task Messages_of_any_label_arrive()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var (peer, near, far) = (await room.Home.PeerOfAsync(alice), await room.MediaOfAsync(0, alice), await room.MediaOfAsync(1, bob));
        var transport = await near.Router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync(new DataProducerOptions { Label = "whiteboard", Protocol = "x" });
        await peer.Room.AddStreamAsync(new SentData(
            peer, near, producer, Sources.AppDataOf(null), new ProducerInfo { ProducerId = producer.Id.Value, Kind = "data", Source = "whiteboard" }));
        var offer = await bob.HearsAsync("newDataConsumer");
        Assert.Equal(("whiteboard", "x"), (offer.GetProperty("label").GetString(), offer.GetProperty("protocol").GetString()));

        var receiver = await (await far.Router.CreateDirectTransportAsync()).ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        var received = "";
        receiver.OnMessage += message => Volatile.Write(ref received, System.Text.Encoding.UTF8.GetString(message.Data.Span));
        await Eventually.TrueAsync(
            () =>
            {
                producer.Send("a line");
                return Volatile.Read(ref received) == "a line";
            },
            "the message arrives");

        producer.Close();
        await peer.Room.RemoveStreamAsync(peer, producer.Id.Value);
        await bob.HearsAsync("dataConsumerClosed");
    }

    [Fact]
    public async Task A_late_joiner_receives_everything_that_is_sent()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var (audio, video, data) = (await alice.ProduceAudioAsync(), await bob.ProduceVideoAsync(), await bob.ProduceDataAsync("chat"));
        await bob.AskAsync("pauseProducer", new { producerId = video });

        var carol = await room.JoinAsync(2, "Carol");

        await SpannedRoom.OfferedAsync(carol, audio);
        Assert.True((await SpannedRoom.OfferedAsync(carol, video)).GetProperty("producerPaused").GetBoolean());
        Assert.Equal(data, (await carol.HearsAsync("newDataConsumer")).GetProperty("dataProducerId").GetString());
    }

    [Fact]
    public async Task The_active_speaker_is_that_of_all_nodes()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var quiet = await room.SendDirectlyAsync(0, alice, Media.Audio());
        var loud = await room.SendDirectlyAsync(1, bob, Media.Audio());
        await (await room.MediaOfAsync(0, alice)).Levels.AddProducerAsync(quiet.Id);
        await (await room.MediaOfAsync(1, bob)).Levels.AddProducerAsync(loud.Id);
        await using var sendingQuietly = new RtpSource(quiet, -40);
        await using var sendingLoudly = new RtpSource(loud, -5);

        foreach (var client in new[] { alice, bob })
        {
            await client.HearsAsync("activeSpeaker", speaker => speaker.GetProperty("peerId").GetString() == bob.PeerId);
        }
    }

    [Fact]
    public async Task A_room_spreads_over_the_workers_of_its_nodes()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 2, workers: 2, settings: ("Rooms:ConsumersPerWorker", "1"));
        var alice = await room.JoinAsync(0, "Alice");
        var audio = await alice.ProduceAudioAsync();
        var guests = new List<Fixtures.TestClient>();
        for (var number = 0; number < 4; number++)
        {
            guests.Add(await room.JoinAsync(1, $"{number}"));
            await SpannedRoom.OfferedAsync(guests[^1], audio);
        }

        Assert.Equal(2, await room.ConsumersAsync(0, alice, audio));
        Assert.Equal(2, room.PartOn(0).ServedPipes.Count);
        foreach (var guest in guests)
        {
            await guest.AskAsync("leave");
        }

        await alice.AskAsync("leave");
        await room.NothingIsLeftAsync();
    }
}

using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Shards;

/// <summary>A stream of another worker behaves like one of the own.</summary>
public sealed class PipedStreamTests
{
    [Fact]
    public async Task It_is_paused_resumed_and_closed_with_its_producer()
    {
        await using var room = await SpreadRoom.StartAsync();
        var video = await room.Alice.ProduceVideoAsync();
        var consumer = await SpreadRoom.HearsAsync(room.Carol, video);

        await room.Alice.AskAsync("pauseProducer", new { producerId = video });
        await room.Carol.HearsAsync("consumerPaused", data => data.GetProperty("consumerId").GetString() == consumer);
        await room.Alice.AskAsync("resumeProducer", new { producerId = video });
        await room.Carol.HearsAsync("consumerResumed", data => data.GetProperty("consumerId").GetString() == consumer);
        await room.Alice.AskAsync("closeProducer", new { producerId = video });
        await room.Carol.HearsAsync("consumerClosed", data => data.GetProperty("consumerId").GetString() == consumer);
        await Eventually.TrueAsync(async () => await room.ConsumersAsync(room.Carol, video) is null, default, "the pipe is closed");
    }

    [Fact]
    public async Task It_has_layers_priority_and_key_frames()
    {
        await using var room = await SpreadRoom.StartAsync();
        var video = await room.Alice.ProduceVideoAsync();
        var offer = await room.Carol.HearsAsync("newConsumer", offer => offer.GetProperty("producerId").GetString() == video);
        var consumerId = offer.GetProperty("id").GetString();

        Assert.Equal(("simulcast", room.Alice.PeerId), (offer.GetProperty("type").GetString(), offer.GetProperty("peerId").GetString()));
        await room.Carol.AskAsync("setConsumerPreferredLayers", new { consumerId, spatialLayer = 1, temporalLayer = 1 });
        await room.Carol.AskAsync("setConsumerPriority", new { consumerId, priority = 255 });
        await room.Carol.AskAsync("requestConsumerKeyFrame", new { consumerId });
        Assert.Equal((byte)1, (await room.Node.PeerOfAsync(room.Carol)).Consumers.Get(consumerId!).PreferredLayers!.SpatialLayer);
    }

    [Fact]
    public async Task A_key_frame_request_reaches_the_sender()
    {
        await using var room = await SpreadRoom.StartAsync();
        var (near, far) = (await room.MediaOfAsync(room.Alice), await room.MediaOfAsync(room.Carol));
        var source = await near.Router.CreateDirectTransportAsync();
        var requests = new KeyFrameRequests(source);
        var video = await source.ProduceAsync(Media.Video());
        await AddAsync(room, near, video);
        await SpreadRoom.HearsAsync(room.Carol, video.Id.Value);

        await requests.ReachFromAsync(far.Router, video);
    }

    [Fact]
    public async Task Messages_of_any_label_arrive()
    {
        await using var room = await SpreadRoom.StartAsync();
        var (near, far) = (await room.MediaOfAsync(room.Alice), await room.MediaOfAsync(room.Carol));
        var transport = await near.Router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync(new DataProducerOptions { Label = "whiteboard", Protocol = "x" });
        var id = producer.Id.Value;
        var peer = await room.Node.PeerOfAsync(room.Alice);
        await peer.Room.AddStreamAsync(new SentData(
            peer, near, producer, Sources.AppDataOf(null), new ProducerInfo { ProducerId = id, Kind = "data", Source = "whiteboard" }));
        var offer = await room.Carol.HearsAsync("newDataConsumer");
        Assert.Equal(
            (id, "whiteboard", "x"),
            (offer.GetProperty("dataProducerId").GetString(), offer.GetProperty("label").GetString(), offer.GetProperty("protocol").GetString()));

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
        await room.Carol.HearsAsync("dataConsumerClosed");
    }

    [Fact]
    public async Task Data_channels_are_offered_across_and_closed_with_their_producer()
    {
        await using var room = await SpreadRoom.StartAsync();
        var dataProducerId = await room.Carol.ProduceDataAsync("chat");

        foreach (var receiver in new[] { room.Alice, room.Bob })
        {
            Assert.Equal(dataProducerId, (await receiver.HearsAsync("newDataConsumer")).GetProperty("dataProducerId").GetString());
        }

        await room.Carol.AskAsync("closeDataProducer", new { dataProducerId });
        await room.Alice.HearsAsync("dataConsumerClosed");
        await room.Bob.HearsAsync("dataConsumerClosed");
    }

    [Fact]
    public async Task The_pipe_ends_with_the_last_consumer()
    {
        await using var room = await SpreadRoom.StartAsync();

        await room.Carol.AskAsync("closeTransport", new { transportId = room.Carol.ReceiveTransport });

        await Eventually.TrueAsync(async () => await room.ConsumersAsync(room.Carol, room.Audio) is null, default, "the pipe is closed");
        Assert.Equal(1, await room.ConsumersAsync(room.Alice, room.Audio));
        await room.Carol.AskAsync("createWebRtcTransport", new { consuming = true });
        await SpreadRoom.HearsAsync(room.Carol, room.Audio);
    }

    [Fact]
    public async Task The_pipe_is_kept_for_the_transport_that_replaces_another()
    {
        await using var room = await SpreadRoom.StartAsync();
        await room.Carol.AskAsync("createWebRtcTransport", new { consuming = true });

        await room.Carol.AskAsync("closeTransport", new { transportId = room.Carol.ReceiveTransport });

        await SpreadRoom.HearsAsync(room.Carol, room.Audio);
        await room.Carol.HearsAsync("consumerClosed");
        var peer = await room.Node.PeerOfAsync(room.Carol);
        await peer.Room.FindAsync(peer.Id);
        await peer.Room.FindAsync(peer.Id);
        Assert.Equal(2, await room.ConsumersAsync(room.Alice, room.Audio));
        Assert.Equal(1, await room.ConsumersAsync(room.Carol, room.Audio));
        Assert.DoesNotContain(room.Carol.Heard, message => message.Name == "consumerClosed");
    }

    [Fact]
    public async Task The_pipe_is_kept_for_a_while_and_used_again()
    {
        await using var room = await SpreadRoom.StartAsync(settings: ("Rooms:PipeLinger", "00:10:00"));
        var pipe = await PipeOfAsync();

        await room.Carol.AskAsync("closeTransport", new { transportId = room.Carol.ReceiveTransport });
        await room.Carol.HearsAsync("consumerClosed");
        await room.Carol.AskAsync("createWebRtcTransport", new { consuming = true });
        await SpreadRoom.HearsAsync(room.Carol, room.Audio);

        Assert.Equal(pipe, await PipeOfAsync());

        async Task<ConsumerId[]> PipeOfAsync()
        {
            var dump = await (await room.MediaOfAsync(room.Alice)).Router.DumpAsync();
            return [.. dump.MapProducerIdConsumerIds.Single(entry => entry.Key.Value == room.Audio).Values.Order(Comparer<ConsumerId>.Create(
                (one, other) => string.CompareOrdinal(one.Value, other.Value)))];
        }
    }

    [Fact]
    public async Task A_refused_stream_is_not_piped_for_nobody()
    {
        await using var room = await SpreadRoom.StartAsync();
        room.Carol.OnOffer = offer => throw new InvalidOperationException("No, thank you.");
        var video = await room.Alice.ProduceVideoAsync();
        var refused = await SpreadRoom.HearsAsync(room.Carol, video);

        await room.Carol.HearsAsync("consumerClosed", closed => closed.GetProperty("consumerId").GetString() == refused);

        await Eventually.TrueAsync(async () => await room.ConsumersAsync(room.Carol, video) is null, default, "the pipe is closed");
    }

    [Fact]
    public async Task A_late_joiner_receives_everything_that_is_sent()
    {
        await using var room = await SpreadRoom.StartAsync(workers: 3);
        var (video, audio, data) = (await room.Bob.ProduceVideoAsync(), await room.Carol.ProduceAudioAsync(), await room.Carol.ProduceDataAsync("chat"));

        var dave = await room.JoinAndHearAsync("Dave");

        await SpreadRoom.HearsAsync(dave, video);
        await SpreadRoom.HearsAsync(dave, audio);
        Assert.Equal(data, (await dave.HearsAsync("newDataConsumer")).GetProperty("dataProducerId").GetString());
    }

    [Fact]
    public async Task The_limit_of_received_streams_counts_those_of_other_workers()
    {
        await using var room = await SpreadRoom.StartAsync(settings: ("Limits:Consumers", "2"));

        var video = await room.Alice.ProduceVideoAsync();
        await SpreadRoom.HearsAsync(room.Carol, video);
        var third = await room.Alice.ProduceAudioAsync(2222);
        await SpreadRoom.HearsAsync(room.Bob, video);
        await room.Alice.AskAsync("closeProducer", new { producerId = video });
        await room.Carol.HearsAsync("consumerClosed");
        var fourth = await room.Alice.ProduceAudioAsync(3333);

        await SpreadRoom.HearsAsync(room.Carol, fourth);
        Assert.Null(await room.ConsumersAsync(room.Carol, third));
    }

    private static async Task AddAsync(SpreadRoom room, RoomMedia media, Producer producer)
    {
        var peer = await room.Node.PeerOfAsync(room.Alice);
        await peer.Room.ReservePublisherAsync(peer);
        await peer.Room.AddStreamAsync(new SentMedia(
            peer, media, producer, Sources.AppDataOf(null), new ProducerInfo { ProducerId = producer.Id.Value, Kind = "video", Source = "camera" }));
    }
}

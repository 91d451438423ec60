using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;
using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>
/// A stream of a client, whose packets the test sends, with its pipe to another router and a listener at each end.
/// </summary>
internal sealed class PipedStream
{
    private readonly Producer _producer;
    private readonly KeyFrameRequests _requests;
    private PacketListener _near = null!;
    private PacketListener _far = null!;
    private int _sequence;

    private PipedStream(Producer producer, KeyFrameRequests requests) => (_producer, _requests) = (producer, requests);

    public string Id => _producer.Id.Value;

    /// <summary>The consumer on the sender's router that sends to the other one.</summary>
    public Consumer Pipe { get; private set; } = null!;

    /// <summary>How often the sender was asked for a key frame.</summary>
    public int Requests => _requests.Count;

    /// <summary>The number of packets that have arrived at the other router.</summary>
    public int Arrived => _far.Count;

    /// <summary>Publishes a stream of a client.</summary>
    public static async Task<PipedStream> PublishAsync(NodeHost node, TestClient sender, MediaKind kind)
    {
        var media = await node.MediaOfAsync(sender);
        var transport = await media.Router.CreateDirectTransportAsync();
        var requests = new KeyFrameRequests(transport);
        var producer = await transport.ProduceAsync(kind == MediaKind.Audio ? Media.Audio() : Media.Video());
        await OfferAsync(node, sender, producer);
        return new PipedStream(producer, requests) { _near = await PacketListener.StartAsync(media.Router, producer.Id.Value) };
    }

    /// <summary>Offers a producer to the room as a stream of a client.</summary>
    public static async Task OfferAsync(NodeHost node, TestClient sender, Producer producer)
    {
        var (peer, media) = (await node.PeerOfAsync(sender), await node.MediaOfAsync(sender));
        await peer.Room.ReservePublisherAsync(peer);
        await peer.Room.AddStreamAsync(new SentMedia(peer, media, producer, Sources.AppDataOf(null), new ProducerInfo
        {
            ProducerId = producer.Id.Value,
            Kind = producer.Kind == MediaKind.Audio ? "audio" : "video",
            MimeType = producer.RtpParameters.Codecs[0].MimeType,
        }));
    }

    /// <summary>Finds the pipe, once it is open, and listens at its end until the first frame has arrived.</summary>
    public async Task FollowAsync(PipeWatch pipes, Router receivers)
    {
        Pipe = await pipes.OfAsync(Id);
        _far = await PacketListener.StartAsync(receivers, Id);
        await CrossesAsync();
    }

    /// <summary>Sends frames. When it returns, the worker of the sender has handled them: its own listener has received them.</summary>
    public async Task SendAsync(int frames = 1, bool isKeyFrame = false)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            _producer.Send(VideoPacket.Of(_producer, encoding: 0, ++_sequence, isKeyFrame));
        }

        await _near.ArriveAsync(_sequence);
    }

    /// <summary>The number of packets that the sender's worker has sent over the pipe.</summary>
    public async Task<long> SentOverPipeAsync() => (await Pipe.GetStatsAsync()).OfType<RtpStreamSendStat>().Sum(stream => stream.PacketCount);

    /// <summary>Sends a key frame, and waits for it at the other end.</summary>
    public async Task CrossesAsync()
    {
        var before = Arrived;
        await SendAsync(isKeyFrame: true);
        await _far.ArriveAsync(before + 1);
    }

    /// <summary>Sends frames that do not pass the pipe, although its other end takes them.</summary>
    public async Task DoesNotCrossAsync()
    {
        var before = await SentOverPipeAsync();
        await SendAsync(frames: 10, isKeyFrame: true);
        Assert.Equal(before, await SentOverPipeAsync());
        Assert.True(_far.IsReady);
    }

    /// <summary>Waits until the pipe is paused, or is not.</summary>
    public Task BecomesAsync(bool paused) => Eventually.TrueAsync(() => Pipe.Paused == paused, $"the pipe is {(paused ? "paused" : "resumed")}");

    /// <summary>The pipe was resumed: the sender is asked for a key frame, and that is the first frame that passes.</summary>
    public async Task StartsWithKeyFrameAsync(int requestsBefore)
    {
        await Eventually.TrueAsync(() => Requests > requestsBefore, "the sender is asked for a key frame");
        var (sent, arrived) = (await SentOverPipeAsync(), Arrived);
        await SendAsync(frames: 3);
        Assert.Equal(sent, await SentOverPipeAsync());
        await SendAsync(isKeyFrame: true);
        await SendAsync();
        await _far.ArriveAsync(arrived + 2);
        Assert.Equal(arrived + 2, Arrived);
    }
}

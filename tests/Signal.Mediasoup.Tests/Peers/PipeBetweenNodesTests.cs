using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>
/// Pipe transports connected manually, as by two nodes that exchange their addresses and keys: SRTP and RTX over a network that
/// loses packets.
/// </summary>
public sealed class PipeBetweenNodesTests(WorkerFixture workers) : IAsyncLifetime
{
    private const int Lost = 5;

    // A payload descriptor that starts partition 0, then the header of a key frame of 320 by 240 (RFC 7741, RFC 6386).
    private static readonly byte[] Vp8KeyFrame = [0x10, 0x50, 0x00, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00];

    private Router _here = null!;
    private Router _there = null!;
    private DirectTransport _source = null!;
    private PipeTransport _near = null!;
    private PipeTransport _far = null!;
    private UdpRelay _network = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await workers.Worker.NewRouterAsync();
        _there = await workers.Other.NewRouterAsync();
        _source = await _here.CreateDirectTransportAsync();
        var options = new PipeTransportOptions { ListenInfo = Media.Loopback, EnableRtx = true, EnableSrtp = true };
        _near = await _here.CreatePipeTransportAsync(options);
        _far = await _there.CreatePipeTransportAsync(options);
        var count = 0;
        _network = new UdpRelay(_near.Tuple, _far.Tuple, packet => IsRtp(packet) && ++count == Lost);
        await _near.ConnectAsync(new() { Ip = "127.0.0.1", Port = _network.NearPort, SrtpParameters = _far.SrtpParameters });
        await _far.ConnectAsync(new() { Ip = "127.0.0.1", Port = _network.FarPort, SrtpParameters = _near.SrtpParameters });
    }

    public async ValueTask DisposeAsync()
    {
        _here.Close();
        _there.Close();
        await _network.DisposeAsync();
    }

    [Fact]
    public async Task A_packet_that_is_lost_between_the_nodes_is_sent_again()
    {
        var producer = await _source.ProduceAsync(Media.Video(1000));
        var (_, copy) = await PipeAsync(producer);
        Assert.Equal(producer.Id, copy.Id);
        var (_, packets) = await PeerFixture.ListenAsync(_there, copy);

        for (ushort sequence = 1; sequence <= 10; sequence++)
        {
            producer.Send(Frame(1000, sequence));
        }

        var arrived = new HashSet<int>();
        while (arrived.Count < 10)
        {
            arrived.Add((await packets.NextAsync()).Payload[^1]);
        }

        Assert.Equal(Enumerable.Range(1, 10), arrived.Order());
        Assert.Equal(1, Assert.Single(await copy.GetStatsAsync()).PacketsRepaired);
    }

    [Fact]
    public async Task All_simulcast_streams_cross_and_the_far_router_chooses()
    {
        var producer = await _source.ProduceAsync(Media.Video(1000, 2000));
        var (consumer, copy) = await PipeAsync(producer);
        Assert.Equal((ConsumerType.Pipe, ProducerType.Simulcast), (consumer.Type, copy.Type));
        ushort sequence = 100;
        await Signals.UntilAsync(
            () =>
            {
                SendBoth();
                return copy.GetStatsAsync();
            },
            streams => streams.Length == 2 && streams.All(stream => stream.PacketCount > 0));

        foreach (var (layer, ssrc) in new (byte, uint)[] { (0, 1000), (1, 2000) })
        {
            await GetsAsync(layer, ssrc);
        }

        async Task GetsAsync(byte layer, uint ssrc)
        {
            var sink = await _there.CreateDirectTransportAsync();
            var packets = new Arrivals<RtpPacket>();
            var receiver = await sink.ConsumeAsync(new ConsumerOptions
            {
                ProducerId = copy.Id,
                RtpCapabilities = _there.RtpCapabilities,
                PreferredLayers = new ConsumerLayers { SpatialLayer = layer },
                OnCreated = created => created.OnRtp += packet => packets.Add(new RtpPacket(packet)),
            });
            var layers = await Signals.UntilAsync(
                () =>
                {
                    SendBoth();
                    return Task.FromResult(receiver.CurrentLayers);
                },
                current => current is not null);
            Assert.Equal(layer, layers!.SpatialLayer);
            Assert.Equal((byte)(ssrc / 1000), (await packets.NextAsync()).Payload[^2]);
        }

        void SendBoth()
        {
            sequence++;
            producer.Send(Frame(1000, sequence));
            producer.Send(Frame(2000, sequence));
        }
    }

    [Fact]
    public async Task Messages_cross_in_order_with_the_label_and_id_of_their_producer()
    {
        var options = new PipeTransportOptions { ListenInfo = Media.Loopback, EnableSctp = true, EnableSrtp = true };
        var near = await _here.CreatePipeTransportAsync(options);
        var far = await _there.CreatePipeTransportAsync(options);
        await near.ConnectAsync(new() { Ip = "127.0.0.1", Port = far.Tuple.LocalPort, SrtpParameters = far.SrtpParameters });
        await far.ConnectAsync(new() { Ip = "127.0.0.1", Port = near.Tuple.LocalPort, SrtpParameters = near.SrtpParameters });
        var producer = await _source.ProduceDataAsync(new DataProducerOptions { Label = "chat", Protocol = "text" });
        var consumer = await near.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        var copy = await far.ProduceDataAsync(new DataProducerOptions
        {
            Id = producer.Id,
            SctpStreamParameters = consumer.SctpStreamParameters,
            Label = consumer.Label,
            Protocol = consumer.Protocol,
        });
        var messages = new Arrivals<DataMessage>();
        var sink = await _there.CreateDirectTransportAsync();
        await sink.ConsumeDataAsync(new DataConsumerOptions
        {
            DataProducerId = copy.Id,
            OnCreated = created => created.OnMessage += messages.Add,
        });

        for (byte i = 0; i < 100; i++)
        {
            producer.Send(new[] { i });
        }

        for (byte i = 0; i < 100; i++)
        {
            Assert.Equal(i, (await messages.NextAsync()).Data.Span[0]);
        }

        Assert.Equal((producer.Id, "chat", "text"), (copy.Id, copy.Label, copy.Protocol));
    }

    // Pipes a stream between two nodes: consume here, and produce the consumer's stream there, with the same id.
    private async Task<(Consumer Consumer, Producer Copy)> PipeAsync(Producer producer)
    {
        var consumer = await _near.ConsumeAsync(new PipeConsumerOptions { ProducerId = producer.Id });
        var copy = await _far.ProduceAsync(new ProducerOptions
        {
            Id = producer.Id,
            Kind = consumer.Kind,
            RtpParameters = consumer.RtpParameters,
            Paused = consumer.ProducerPaused,
        });
        return (consumer, copy);
    }

    private static byte[] Frame(uint ssrc, ushort sequence) =>
        RtpPacket.Write(112, sequence, sequence * 3000u, ssrc, [.. Vp8KeyFrame, (byte)(ssrc / 1000), (byte)sequence]);

    // And not RTCP (RFC 5761, section 4).
    private static bool IsRtp(byte[] packet) => packet[1] is < 192 or > 223;
}

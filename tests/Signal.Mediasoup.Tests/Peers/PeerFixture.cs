using Signal.Testing;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>A live worker with a router, for the tests of one class.</summary>
public sealed class PeerFixture : IAsyncLifetime
{
    private static readonly RouterOptions Options = new()
    {
        MediaCodecs =
        [
            new() { MimeType = "audio/opus", ClockRate = 48000, Channels = 2 },
            new() { MimeType = "video/VP8", ClockRate = 90000 },
        ],
    };

    public Worker Worker { get; private set; } = null!;

    public Router Router { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Worker = await StartWorkerAsync();
        Router = await CreateRouterAsync(Worker);
    }

    public static Task<Worker> StartWorkerAsync() => Worker.StartAsync(new WorkerSettings { WorkerBin = WorkerBinary.Path });

    public static Task<Router> CreateRouterAsync(Worker worker) => worker.CreateRouterAsync(Options);

    /// <summary>A transport for a peer on this machine.</summary>
    public Task<WebRtcTransport> CreateTransportAsync() => Router.CreateWebRtcTransportAsync(new WebRtcTransportOptions
    {
        ListenInfos = [new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" }],
        EnableSctp = true,
    });

    /// <summary>A consumer in this process, and the payloads that it receives.</summary>
    internal static async Task<(Consumer Consumer, Arrivals<RtpPacket> Packets)> ListenAsync(Router router, Producer producer)
    {
        var transport = await router.CreateDirectTransportAsync();
        var packets = new Arrivals<RtpPacket>();
        var consumer = await transport.ConsumeAsync(new ConsumerOptions
        {
            ProducerId = producer.Id,
            RtpCapabilities = router.RtpCapabilities,
            OnCreated = created => created.OnRtp += packet => packets.Add(new RtpPacket(packet)),
        });
        return (consumer, packets);
    }

    public async ValueTask DisposeAsync() => await Worker.DisposeAsync();
}

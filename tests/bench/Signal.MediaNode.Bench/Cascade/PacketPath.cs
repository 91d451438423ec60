using Signal.LoadTest.Figures;
using Signal.MediaNode.Bench.Reports;
using Signal.Mediasoup;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>A sender, one router or two with a pipe between them, and a receiver.</summary>
internal sealed class PacketPath : IDisposable
{
    private const int PayloadBytes = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    private readonly RtpSender _sender;
    private readonly RtpReceiver _receiver;

    private PacketPath(RtpSender sender, RtpReceiver receiver) => (_sender, _receiver) = (sender, receiver);

    /// <summary>A path through one worker.</summary>
    public static async Task<PacketPath> DirectAsync(Worker worker)
    {
        var router = await worker.CreateRouterAsync(RtpSender.Codecs);
        var sender = await RtpSender.StartAsync(router, PayloadBytes);
        return new PacketPath(sender, await RtpReceiver.StartAsync(router, sender.Producer));
    }

    /// <summary>A path through two workers.</summary>
    /// <param name="from">The worker of the sender.</param>
    /// <param name="to">The worker of the receiver.</param>
    /// <param name="asBetweenNodes">Whether the pipe is one between nodes, with SRTP and retransmission.</param>
    public static async Task<PacketPath> PipedAsync(Worker from, Worker to, bool asBetweenNodes)
    {
        var (first, second) = (await from.CreateRouterAsync(RtpSender.Codecs), await to.CreateRouterAsync(RtpSender.Codecs));
        var sender = await RtpSender.StartAsync(first, PayloadBytes);
        await first.PipeToRouterAsync(new PipeToRouterOptions
        {
            Router = second, ProducerId = sender.Producer, EnableSrtp = asBetweenNodes, EnableRtx = asBetweenNodes,
        });
        return new PacketPath(sender, await RtpReceiver.StartAsync(second, sender.Producer));
    }

    /// <summary>Sends a number of packets, and returns how long they took.</summary>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(int packets)
    {
        var receiving = _receiver.ReceiveAsync(packets);
        await _sender.SendAsync(packets, Interval);
        var delays = (await receiving).Order().ToArray();
        return
        [
            new("delay, p50", "us", Percentiles.Of(delays, 0.5)),
            new("delay, p95", "us", Percentiles.Of(delays, 0.95)),
            new("delay, p99", "us", Percentiles.Of(delays, 0.99)),
            new("packets lost", "%", 100.0 * (packets - delays.Length) / packets),
        ];
    }

    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
    }
}

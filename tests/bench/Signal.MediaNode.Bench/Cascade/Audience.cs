using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Signal.MediaNode.Bench.Reports;
using Signal.Mediasoup;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>
/// The receivers of one stream, spread evenly over workers of their own. Each has a transport with SRTP, as a browser has. They share a
/// socket that nobody reads: only the cost of sending is measured.
/// </summary>
internal sealed class Audience : IAsyncDisposable
{
    private const int PayloadBytes = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Socket _sink = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly List<Worker> _workers = [];
    private readonly List<Consumer> _consumers = [];
    private RtpSender? _sender;

    private Audience() => _sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public static async Task<Audience> SeatAsync(string workerBin, int workers, int receivers)
    {
        var audience = new Audience();
        try
        {
            var routers = new List<Router>();
            for (var number = 0; number < workers; number++)
            {
                var worker = await Worker.StartAsync(new WorkerSettings { WorkerBin = workerBin });
                audience._workers.Add(worker);
                routers.Add(await worker.CreateRouterAsync(RtpSender.Codecs));
            }

            var sender = audience._sender = await RtpSender.StartAsync(routers[0], PayloadBytes);
            foreach (var router in routers.Skip(1))
            {
                await routers[0].PipeToRouterAsync(new PipeToRouterOptions { Router = router, ProducerId = sender.Producer });
            }

            for (var seat = 0; seat < receivers; seat++)
            {
                await audience.SeatAsync(routers[seat % workers], sender.Producer);
            }

            return audience;
        }
        catch
        {
            await audience.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a number of packets to all receivers, and returns what that cost.</summary>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(int packets)
    {
        var delivered = await DeliveredAsync();
        var cpu = await CpuAsync();
        var started = Stopwatch.GetTimestamp();
        await _sender!.SendAsync(packets, Interval);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var spent = (await CpuAsync()).Zip(cpu, (after, before) => after - before).ToList();
        delivered = await DeliveredAsync() - delivered;
        return
        [
            new("CPU per receiver", "us/s", 1000 * spent.Sum() / seconds / _consumers.Count),
            new("CPU per packet to a receiver", "us", 1000 * spent.Sum() / delivered),
            new("CPU of the busiest worker", "ms/s", spent.Max() / seconds),
            new("packets delivered", "%", 100 * delivered / packets / _consumers.Count),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        _sender?.Dispose();
        _sink.Dispose();
    }

    private async Task SeatAsync(Router router, ProducerId producer)
    {
        var transport = await router.CreatePlainTransportAsync(new PlainTransportOptions { ListenInfo = RtpSender.Loopback, EnableSrtp = true });
        await transport.ConnectAsync(new PlainTransportConnectOptions
        {
            Ip = "127.0.0.1",
            Port = (ushort)((IPEndPoint)_sink.LocalEndPoint!).Port,
            SrtpParameters = transport.SrtpParameters! with { KeyBase64 = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)) },
        });
        _consumers.Add(await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer, RtpCapabilities = router.RtpCapabilities }));
    }

    /// <summary>The CPU time of each worker so far, in milliseconds.</summary>
    private async Task<List<double>> CpuAsync()
    {
        var usages = await Task.WhenAll(_workers.Select(worker => worker.GetResourceUsageAsync()));
        return [.. usages.Select(usage => (double)(usage.UserTime + usage.SystemTime))];
    }

    private async Task<double> DeliveredAsync()
    {
        var stats = await Task.WhenAll(_consumers.Select(consumer => consumer.GetStatsAsync()));
        return stats.Sum(streams => streams.OfType<RtpStreamSendStat>().First().PacketCount);
    }
}

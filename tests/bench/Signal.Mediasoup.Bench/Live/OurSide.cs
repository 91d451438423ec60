using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup.Bench.Live;

/// <summary>This library, in this process.</summary>
internal sealed class OurSide : IAsyncDisposable
{
    private const int Window = 500;

    private static readonly TransportListenInfo Loopback = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" };

    private readonly Worker _worker;
    private readonly Dictionary<string, Func<int, Task>> _scenarios;
    private int _awaited;
    private TaskCompletionSource _all = new();

    private OurSide(Worker worker, Router bare, Router router, Producer producer, Transport receiver, RtpCapabilities remote, DataProducer data)
    {
        _worker = worker;
        var message = new byte[100];
        var transport = new WebRtcTransportOptions { ListenInfos = [Loopback] };
        var consumer = new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = remote };
        _scenarios = new()
        {
            ["router.dump"] = count => EachAsync(count, 1, () => bare.DumpAsync()),
            ["router.dump x100"] = count => EachAsync(count, 100, () => bare.DumpAsync()),
            ["worker.usage"] = count => EachAsync(count, 1, () => worker.GetResourceUsageAsync()),
            ["worker.usage x100"] = count => EachAsync(count, 100, () => worker.GetResourceUsageAsync()),
            ["transport.create"] = count => EachAsync(count, 1, async () => (await router.CreateWebRtcTransportAsync(transport)).Close()),
            ["consume"] = count => EachAsync(count, 1, async () => (await receiver.ConsumeAsync(consumer)).Close()),
            ["messages"] = count => MessagesAsync(count, data, message),
        };
    }

    public static async Task<OurSide> StartAsync(string workerBin, bool resumesOnReader)
    {
        var input = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Negotiation", "input.json")))!;
        var worker = await Worker.StartAsync(new WorkerSettings { WorkerBin = workerBin, ResumesOnReader = resumesOnReader });
        var router = await worker.CreateRouterAsync(new RouterOptions { MediaCodecs = Read<ImmutableArray<RtpCodecCapability>>(input["mediaCodecs"]) });
        var sender = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { ListenInfos = [Loopback] });
        var producer = await sender.ProduceAsync(
            new ProducerOptions { Kind = MediaKind.Video, RtpParameters = Read<RtpParameters>(input["rtpParameters"]) });
        var receiver = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { ListenInfos = [Loopback] });
        var direct = await router.CreateDirectTransportAsync();
        var data = await direct.ProduceDataAsync();
        var side = new OurSide(worker, await worker.CreateRouterAsync(), router, producer, receiver, Read<RtpCapabilities>(input["remote"]), data);
        var dataConsumer = await direct.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = data.Id });
        dataConsumer.OnMessage += side.Count;
        return side;
    }

    public async Task<Sample> RunAsync(Scenario scenario)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var calls = SystemCalls();
        var start = Stopwatch.GetTimestamp();
        await _scenarios[scenario.Name](scenario.Operations);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return new Sample(
            scenario.Operations,
            seconds,
            (process.TotalProcessorTime - cpu).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - allocated,
            SystemCalls() - calls);
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private static async Task EachAsync(int count, int inFlight, Func<Task> operation)
    {
        if (inFlight == 1)
        {
            for (var i = 0; i < count; i++)
            {
                await operation();
            }

            return;
        }

        var left = count;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await operation();
            }
        }));
    }

    // proc(5): syscr and syscw count the calls of this process that read and write.
    private static long SystemCalls() => File.ReadLines("/proc/self/io")
        .Where(line => line.StartsWith("sysc", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.AsSpan(line.IndexOf(' ')), CultureInfo.InvariantCulture));

    private static T Read<T>(JsonNode? json) => json.Deserialize<T>(MediasoupJson.Options)!;

    private async Task MessagesAsync(int count, DataProducer producer, byte[] message)
    {
        for (var sent = 0; sent < count; sent += Window)
        {
            _all = new TaskCompletionSource();
            Volatile.Write(ref _awaited, Window);
            for (var i = 0; i < Window; i++)
            {
                producer.Send(message);
            }

            await _all.Task;
        }
    }

    private void Count(DataMessage message)
    {
        if (Interlocked.Decrement(ref _awaited) == 0)
        {
            _all.SetResult();
        }
    }
}

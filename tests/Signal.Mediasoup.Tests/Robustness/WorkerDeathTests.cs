using System.Diagnostics;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

public sealed class WorkerDeathTests
{
    [Fact]
    public async Task Killing_a_worker_fails_what_waits_and_closes_what_lived_in_it()
    {
        var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var server = await worker.CreateWebRtcServerAsync(new WebRtcServerOptions { ListenInfos = [Media.Loopback] });
        var router = await worker.NewRouterAsync();
        var transport = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = server });
        var producer = await transport.ProduceAsync(Media.Audio());
        var consumer = await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = router.RtpCapabilities });
        var events = new List<string>();
        producer.OnTransportClose += () => events.Add("producer transportclose");
        consumer.Observer.OnClose += () => events.Add("consumer close");
        transport.OnRouterClose += () => events.Add("transport routerclose");
        router.OnWorkerClose += () => events.Add("router workerclose");
        server.OnWorkerClose += () => events.Add("server workerclose");
        worker.OnDied += _ => events.Add("died");
        worker.OnSubprocessClose += () => events.Add("subprocessclose");
        var closed = Signals.NextAsync(handler => worker.Observer.OnClose += handler);
        WorkerGoneException? death = null;
        worker.OnDied += reason => death = reason;
        using var stopped = new Stopped(worker);
        Task[] waiting = [router.DumpAsync(), worker.GetResourceUsageAsync(), transport.ProduceAsync(Media.Video()), producer.PauseAsync()];

        using (var process = Process.GetProcessById(worker.Pid))
        {
            process.Kill();
        }

        await closed;
        foreach (var request in waiting)
        {
            var exception = await Assert.ThrowsAsync<WorkerGoneException>(() => request);
            Assert.Equal(9, exception.ExitStatus!.Value.Signal);
        }

        Assert.Equal(
            [
                "producer transportclose", "consumer close", "transport routerclose", "router workerclose", "server workerclose",
                "died", "subprocessclose",
            ],
            events);
        Assert.Equal(9, death!.ExitStatus!.Value.Signal);
        Assert.True(worker.Died && worker.Closed && worker.SubprocessClosed && router.Closed && server.Closed && consumer.Closed);
        await Assert.ThrowsAsync<WorkerGoneException>(() => worker.DumpAsync());
        await worker.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_ends_when_its_channel_closes_as_it_does_when_its_parent_is_killed()
    {
        // A second worker must not hold the first one's pipes open.
        await using var first = await Worker.StartAsync(WorkerFixture.Settings);
        await using var second = await Worker.StartAsync(WorkerFixture.Settings);
        foreach (var worker in (Worker[])[first, second])
        {
            var pipes = Directory.GetFiles($"/proc/{worker.Pid}/fd")
                .Where(descriptor => File.ResolveLinkTarget(descriptor, false)?.Name.StartsWith("pipe:", StringComparison.Ordinal) == true)
                .Select(Path.GetFileName)
                .Order();
            Assert.Superset(new HashSet<string?> { "3", "4" }, pipes.ToHashSet());
            Assert.DoesNotContain("0", pipes);
        }

        var ended = Signals.NextAsync(handler => first.OnSubprocessClose += handler);
        first.Channel.ClosePipes();
        await ended;
        Assert.False(second.Closed);
    }
}

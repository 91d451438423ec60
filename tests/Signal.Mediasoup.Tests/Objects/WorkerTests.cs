using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class WorkerTests(WorkerFixture workers)
{
    [Fact]
    public async Task A_worker_starts_describes_itself_and_ends()
    {
        var seen = new List<Worker>();
        void Note(Worker started) => seen.Add(started);
        MediasoupServer.OnNewWorker += Note;
        var worker = await Worker.StartAsync(WorkerFixture.Settings with { RtcMinPort = 21000, RtcMaxPort = 21999, AppData = new() { ["a"] = 1 } });
        MediasoupServer.OnNewWorker -= Note;
        var closed = 0;
        var ended = 0;
        worker.Observer.OnClose += () => closed++;
        worker.OnSubprocessClose += () => ended++;
        worker.OnDied += _ => Assert.Fail("It did not die.");

        var dump = await worker.DumpAsync();
        var usage = await worker.GetResourceUsageAsync();
        await worker.UpdateSettingsAsync(new WorkerUpdateableSettings { LogLevel = WorkerLogLevel.Debug, LogTags = [WorkerLogTag.Ice, WorkerLogTag.Dtls] });

        Assert.Contains(worker, seen);
        Assert.Equal(1, (int)worker.AppData["a"]!);
        Assert.Equal(worker.Pid, dump.Pid);
        Assert.Empty(dump.RouterIds);
        Assert.Empty(dump.WebRtcServerIds);
        Assert.NotEmpty(dump.ChannelMessageHandlers.ChannelRequestHandlers.Add("x"));
        Assert.True(usage.MaxResidentSetSize > 0);

        worker.Close();
        Assert.True(worker.Closed);
        await worker.DisposeAsync();
        Assert.Equal((1, 1, true, false), (closed, ended, worker.SubprocessClosed, worker.Died));
        await Assert.ThrowsAsync<WorkerGoneException>(() => worker.DumpAsync());
    }

    [Fact]
    public async Task Wrong_settings_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Worker.StartAsync(WorkerFixture.Settings with { RtcMinPort = 2000, RtcMaxPort = 1999 }));
        await Assert.ThrowsAsync<ArgumentException>(() => Worker.StartAsync(WorkerFixture.Settings with { WorkerBin = "/no/such/worker" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Worker.StartAsync(WorkerFixture.Settings with { DtlsCertificateFile = "/a.pem" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Worker.StartAsync(
            WorkerFixture.Settings with { DtlsCertificateFile = "/no/cert.pem", DtlsPrivateKeyFile = "/no/key.pem" }));
    }

    [Fact]
    public async Task Routers_are_announced_and_close_with_events()
    {
        var created = new List<Router>();
        workers.Worker.Observer.OnNewRouter += created.Add;
        var router = await workers.Worker.NewRouterAsync();
        workers.Worker.Observer.OnNewRouter -= created.Add;
        Assert.Contains(router, created);
        Assert.Contains(router.Id, (await workers.Worker.DumpAsync()).RouterIds);
        router.Close();
        Assert.DoesNotContain(router.Id, (await workers.Worker.DumpAsync()).RouterIds);
    }
}

using Microsoft.Extensions.Time.Testing;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

/// <summary>
/// Workers that run and do not answer: the real worker, stopped by SIGSTOP. Their clock does not advance while they start and run, so
/// that a slow machine causes no further timeouts.
/// </summary>
public sealed class HungWorkerTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_worker_that_hangs_is_killed_and_reported_as_hung()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings with { ProbeTimeout = Short }, timeProvider: _clock);
        var router = await worker.NewRouterAsync();
        var died = Signals.NextAsync<WorkerGoneException>(handler => worker.OnDied += handler);
        _ = new Stopped(worker);
        var dump = router.DumpAsync();

        await TimePassesUntilAsync(died);

        var reason = await died;
        Assert.Equal((WorkerGoneReason.Hung, 9), (reason.Reason, reason.ExitStatus!.Value.Signal));
        Assert.Equal(WorkerGoneReason.Hung, (await Assert.ThrowsAsync<WorkerGoneException>(() => dump)).Reason);
        Assert.True(worker.Died && router.Closed);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_fails_with_its_method_and_worker()
    {
        var settings = WorkerFixture.Settings with { RequestTimeout = Short, ProbeTimeout = Long };
        await using var worker = await Worker.StartAsync(settings, timeProvider: _clock);
        using (new Stopped(worker))
        {
            var (dump, router) = (worker.DumpAsync(), worker.NewRouterAsync());
            await TimePassesUntilAsync(dump);
            await TimePassesUntilAsync(router);

            var exception = await Assert.ThrowsAsync<RequestTimeoutException>(() => dump);
            Assert.Equal(("WORKER_DUMP", worker.Pid), (exception.Method, exception.Pid));
            Assert.Contains("WORKER_DUMP", exception.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<RequestTimeoutException>(() => router);
        }

        // The object that the late answer created is closed.
        await Signals.UntilAsync(async () => (await worker.DumpAsync()).RouterIds, ids => ids.IsEmpty);
        Assert.Equal(0, worker.RouterCount);
    }

    [Fact]
    public async Task A_worker_that_stops_for_less_than_the_timeout_survives()
    {
        var settings = WorkerFixture.Settings with { RequestTimeout = Long, ProbeTimeout = Long };
        await using var worker = await Worker.StartAsync(settings);
        Task<WorkerDump> dump;
        using (new Stopped(worker))
        {
            dump = worker.DumpAsync();
            for (var tick = 0; tick < WorkerTicks.Of(settings).RequestTimeout; tick++)
            {
                worker.Channel.Tick();
            }
        }

        Assert.Equal(worker.Pid, (await dump).Pid);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(-1)]
    [InlineData(86_400_001)]
    public async Task A_timeout_out_of_range_is_refused(int milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);
        await Assert.ThrowsAsync<ArgumentException>(() => Worker.StartAsync(WorkerFixture.Settings with { StartTimeout = timeout }));
        await Assert.ThrowsAsync<ArgumentException>(() => Worker.StartAsync(WorkerFixture.Settings with { RequestTimeout = timeout }));
        await Assert.ThrowsAsync<ArgumentException>(() => Worker.StartAsync(WorkerFixture.Settings with { ProbeTimeout = timeout }));
    }
    /// <summary>Advances the clock until a task has completed. One tick at a time: a timer counts several simultaneous ticks as one.</summary>
    private async Task TimePassesUntilAsync(Task end) => await Signals.UntilAsync(
        () =>
        {
            _clock.Advance(Short / 5);
            return Task.FromResult(end.IsCompleted);
        },
        static ended => ended);
}

using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

public sealed class CancellationTests
{
    [Fact]
    public async Task A_cancelled_request_leaves_the_channel_healthy_and_no_object_behind()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        await using var router = await worker.NewRouterAsync();
        using var cancellation = new CancellationTokenSource();
        Task[] cancelled;
        using (new Stopped(worker))
        {
            cancelled =
            [
                worker.DumpAsync(cancellation.Token),
                worker.CreateRouterAsync(null, cancellation.Token),
                router.CreateDirectTransportAsync(null, cancellation.Token),
            ];
            await cancellation.CancelAsync();
            foreach (var request in cancelled)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
            }
        }

        var routers = await Signals.UntilAsync(async () => (await worker.DumpAsync()).RouterIds, ids => ids.Length == 1);
        Assert.Equal([router.Id], routers);
        await Signals.UntilAsync(async () => (await router.DumpAsync()).TransportIds, ids => ids.IsEmpty);
        Assert.Equal((1, 0), (worker.RouterCount, router.TransportCount));
        await Signals.UntilAsync(() => Task.FromResult(worker.Channel.PendingCount), count => count == 0);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_sends_nothing()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.CreateRouterAsync(null, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Worker.StartAsync(WorkerFixture.Settings, cancellationToken: cancelled));
        Assert.Empty((await worker.DumpAsync()).RouterIds);
    }
}

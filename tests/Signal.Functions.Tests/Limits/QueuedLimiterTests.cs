using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Limits;
using Signal.Functions.Storage;
using Signal.Testing;

namespace Signal.Functions.Tests.Limits;

public sealed class QueuedLimiterTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Requests_above_the_limit_wait_in_order_for_the_next_windows()
    {
        var limiter = LimiterOf(points: 2, queue: 10);
        List<int> order = [];
        Assert.True((await limiter.AdmitAsync("g", default)).Allowed);
        Assert.True((await limiter.AdmitAsync("g", default)).Allowed);

        var waiting = Enumerable.Range(0, 5).Select(async i =>
        {
            var admission = await limiter.AdmitAsync("g", default);
            lock (order)
            {
                order.Add(i);
            }

            return admission;
        }).ToArray();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);

        await PassTimeUntilAsync(Task.WhenAll(waiting));
        Assert.All(waiting, task => Assert.True(task.Result.Allowed));
        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Fact]
    public async Task A_full_queue_refuses()
    {
        var limiter = LimiterOf(points: 1, queue: 1);
        Assert.True((await limiter.AdmitAsync("g", default)).Allowed);
        using var gone = new CancellationTokenSource();
        var waiting = limiter.AdmitAsync("g", gone.Token).AsTask();
        Assert.False((await limiter.AdmitAsync("g", default)).Allowed);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = limiter.AdmitAsync("g", default).AsTask();
        Assert.False(next.IsCompleted);
        await PassTimeUntilAsync(next);
        Assert.True((await next).Allowed);
    }

    private Task PassTimeUntilAsync(Task done) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return done.IsCompleted;
    });

    private QueuedLimiter LimiterOf(int points, int queue)
    {
        var tables = new TablesOptions { ConnectionString = azurite.ConnectionString, Prefix = "Q" + Ids.New(8) };
        var store = new PointStore(new TableDatabase(Options.Create(tables), NullLogger<TableDatabase>.Instance));

        // The clock runs faster than the store answers: neither the store's timeout nor the longest wait may elapse meanwhile.
        var never = TimeSpan.FromDays(10);
        var limiter = new WindowLimiter(
            "global", new RateLimitRule { Points = points }, RateLimitFailure.Refuse, never, store, _time, NullLogger<WindowLimiter>.Instance);
        return new QueuedLimiter(limiter, queue, never, _time);
    }
}

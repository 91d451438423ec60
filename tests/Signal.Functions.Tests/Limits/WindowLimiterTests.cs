using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Limits;
using Signal.Testing;

namespace Signal.Functions.Tests.Limits;

public sealed class WindowLimiterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task One_instance_lets_exactly_the_points_through_and_asks_the_table_seldom()
    {
        var store = new CountingStore(await StoreAsync());
        var limiter = Limiter(store, 1000);
        for (var i = 0; i < 1000; i++)
        {
            Assert.True((await limiter.AdmitAsync("global", default)).Allowed);
        }

        var refused = await limiter.AdmitAsync("global", default);
        Assert.False(refused.Allowed);
        Assert.Equal(1, refused.RetryAfterSeconds);
        Assert.InRange(store.Leases, 2, 40);

        var leases = store.Leases;
        Assert.False((await limiter.AdmitAsync("global", default)).Allowed);
        Assert.Equal(leases, store.Leases);
    }

    [Fact]
    public async Task Many_instances_together_never_let_more_through_than_the_points()
    {
        var table = await TableAsync();
        var limiters = Enumerable.Range(0, 4).Select(_ => Limiter(new TablePointStore(table), 100)).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () => await limiters[i % 4].AdmitAsync("10.0.0.1", default))));
        Assert.Equal(100, answers.Count(answer => answer.Allowed));
    }

    [Fact]
    public async Task Keys_do_not_count_for_each_other_and_the_next_window_starts_anew()
    {
        var limiter = Limiter(await StoreAsync(), 1);
        Assert.True((await limiter.AdmitAsync("a", default)).Allowed);
        Assert.True((await limiter.AdmitAsync("b", default)).Allowed);
        Assert.False((await limiter.AdmitAsync("a", default)).Allowed);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await limiter.AdmitAsync("a", default)).Allowed);
    }

    [Theory]
    [InlineData("Local", 5)]
    [InlineData("Refuse", 0)]
    public async Task Without_its_table_it_does_what_is_configured(string failure, int allowed)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var nowhere = new TableClient(azurite.ConnectionString.Replace($":{azurite.Port}", $":{FreePort.Next()}", StringComparison.Ordinal), "Gone", options);
        var limiter = new WindowLimiter(
            "test", new RateLimitRule { Points = 5 }, Enum.Parse<RateLimitFailure>(failure), new TablePointStore(nowhere), TimeProvider.System, NullLogger<WindowLimiter>.Instance);
        var answers = new List<Admission>();
        for (var i = 0; i < 10; i++)
        {
            answers.Add(await limiter.AdmitAsync("a", default));
        }

        // The window may turn once while the first connection is being refused.
        Assert.InRange(answers.Count(answer => answer.Allowed), allowed, 2 * allowed);
    }

    [Fact]
    public async Task Rows_of_windows_long_over_are_swept_and_live_ones_stay()
    {
        var table = await TableAsync();
        var limiter = Limiter(new TablePointStore(table), 10);
        await limiter.AdmitAsync("old", default);
        _time.Advance(TimeSpan.FromMinutes(5));
        await limiter.AdmitAsync("new", default);
        Assert.Equal(1, await new TablePointStore(table).SweepAsync(_time.GetUtcNow(), default));
        Assert.Single(table.Query<TableEntity>());
    }

    private WindowLimiter Limiter(IPointStore store, int points) =>
        new("test", new RateLimitRule { Points = points }, RateLimitFailure.Refuse, store, _time, NullLogger<WindowLimiter>.Instance);

    private async Task<TablePointStore> StoreAsync() => new(await TableAsync());

    private async Task<TableClient> TableAsync()
    {
        var table = new TableClient(azurite.ConnectionString, $"L{Guid.NewGuid():N}");
        await table.CreateIfNotExistsAsync();
        return table;
    }

    private sealed class CountingStore(IPointStore inner) : IPointStore
    {
        public int Leases { get; private set; }

        public Task<PointLease> LeaseAsync(string limiter, string key, long window, DateTimeOffset expires, int points, CancellationToken cancellationToken)
        {
            Leases++;
            return inner.LeaseAsync(limiter, key, window, expires, points, cancellationToken);
        }
    }
}

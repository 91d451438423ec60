using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Limits;
using Signal.Functions.Storage;
using Signal.Testing;

namespace Signal.Functions.Tests.Limits;

public sealed class WindowLimiterTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task One_instance_lets_exactly_the_points_through_and_asks_the_table_seldom()
    {
        var store = new CountingStore(Store());
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
        var prefix = NewPrefix();
        var limiters = Enumerable.Range(0, 4).Select(_ => Limiter(Store(prefix), 100)).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () => await limiters[i % 4].AdmitAsync("10.0.0.1", default))));
        Assert.Equal(100, answers.Count(answer => answer.Allowed));
    }

    [Fact]
    public async Task Keys_do_not_count_for_each_other_and_the_next_window_starts_at_zero()
    {
        var limiter = Limiter(Store(), 1);
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
        var nowhere = azurite.ConnectionString.Replace($":{azurite.Port}", $":{FreePort.Next()}", StringComparison.Ordinal);
        var limiter = new WindowLimiter(
            "test", new RateLimitRule { Points = 5, Seconds = 60 }, Enum.Parse<RateLimitFailure>(failure), TimeSpan.FromSeconds(1),
            Store(connectionString: nowhere), _time, NullLogger<WindowLimiter>.Instance);
        var answers = new List<Admission>();
        for (var i = 0; i < 10; i++)
        {
            answers.Add(await limiter.AdmitAsync("a", default));
        }

        Assert.Equal(allowed, answers.Count(answer => answer.Allowed));
    }

    [Fact]
    public async Task Rows_of_windows_long_over_are_swept_and_live_ones_stay()
    {
        var store = Store();
        var limiter = Limiter(store, 10);
        await limiter.AdmitAsync("old", default);
        _time.Advance(TimeSpan.FromMinutes(5));
        await limiter.AdmitAsync("new", default);
        Assert.Equal(1, await store.SweepAsync(_time.GetUtcNow(), default));
        Assert.Equal(0, await store.SweepAsync(_time.GetUtcNow(), default));
    }

    private WindowLimiter Limiter(IPointStore store, int points) =>
        new("test", new RateLimitRule { Points = points }, RateLimitFailure.Refuse, TimeSpan.FromSeconds(30), store, _time, NullLogger<WindowLimiter>.Instance);

    private static string NewPrefix() => "L" + Ids.New(8);

    private PointStore Store(string? prefix = null, string? connectionString = null) =>
        new(new TableDatabase(
            Options.Create(new TablesOptions { ConnectionString = connectionString ?? azurite.ConnectionString, Prefix = prefix ?? NewPrefix() }),
            NullLogger<TableDatabase>.Instance));

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

using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Health;
using Signal.Functions.Storage;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Health;

/// <summary>Readiness is anonymous and not rate limited, so that frequent requests must not cost table reads.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task The_answer_of_the_tables_is_cached_for_a_second()
    {
        var tables = new AzuriteFixture();
        await tables.InitializeAsync();
        await using var installation = await Installation.StartAsync(tables, ("Tables:Timeout", "1s"));
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var readiness = new Readiness(installation.Get<TableDatabase>(), time);
        await readiness.RequireAsync(TestContext.Current.CancellationToken);

        await tables.KillAsync();

        await readiness.RequireAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => readiness.RequireAsync(TestContext.Current.CancellationToken));
    }
}

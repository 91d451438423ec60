using Signal.Testing;

namespace Signal.Functions.Tests.Hosting;

/// <summary>One installation with two instances for tests that use separate tenants. Two nodes report to it.</summary>
public sealed class SharedInstallation(AzuriteFixture azurite) : IAsyncLifetime
{
    private Installation? _installation;

    public AzuriteFixture Azurite => azurite;

    internal Installation Installation => _installation!;

    public async ValueTask InitializeAsync()
    {
        _installation = await Installation.StartAsync(azurite);
        await _installation.AddInstanceAsync();
        foreach (var id in new[] { "node-a", "node-b" })
        {
            await _installation.CreateNode(id).ReportUntilKnownAsync(_installation.Superservice);
        }
    }

    public ValueTask DisposeAsync() => _installation?.DisposeAsync() ?? ValueTask.CompletedTask;
}

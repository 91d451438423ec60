using Microsoft.Extensions.Hosting;

namespace Signal.FunctionsHost;

/// <summary>A host lifetime that does not handle SIGINT and SIGTERM; the caller handles them and stops the host.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

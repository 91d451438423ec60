using Microsoft.Extensions.Hosting;

namespace Signal.FunctionsHost;

/// <summary>Leaves SIGINT and SIGTERM to whoever runs the host, which stops its parts in order.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using System.Runtime.InteropServices;
using Signal.Contracts.Messages;

namespace Signal.MediaNode.Drain;

/// <summary>
/// Routes SIGTERM, SIGINT and SIGQUIT to <see cref="NodeStop"/> instead of the host, which would close all connections first. A second
/// signal skips the remaining waits.
/// </summary>
internal sealed class StopSignals(IServiceProvider services) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        // Resolved late: the host creates its lifetime before the settings have been validated.
        services.GetRequiredService<NodeStop>().Request(MigrateReason.Stopping);
    }
}

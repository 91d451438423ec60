using System.Runtime.InteropServices;
using Signal.MediaNode.Signaling.Events;

namespace Signal.MediaNode.Drain;

/// <summary>
/// SIGTERM, SIGINT and SIGQUIT ask <see cref="NodeStop"/> to end the process, instead of the host, which would cut all connections first.
/// A second signal skips the waiting.
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
        // Looked up now: the host makes its lifetime before the settings have been checked.
        services.GetRequiredService<NodeStop>().Request(MigrateReasons.Stop);
    }
}

using System.Runtime.InteropServices;

namespace Signal.MediaNode.Drain;

/// <summary>
/// Ends the process on SIGTERM, SIGINT or SIGQUIT, but drains first: once the host has begun to stop, connections are cut at once. A
/// second signal hurries it.
/// </summary>
internal sealed class DrainingLifetime(IServiceProvider services, IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _signalled;

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
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _hurry.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Exchange(ref _signalled, 1) == 0)
        {
            _ = DrainAndStopAsync();
        }
        else
        {
            _hurry.Cancel();
        }
    }

    private async Task DrainAndStopAsync()
    {
        try
        {
            // Looked up now: the host makes its lifetime before the settings have been checked.
            await services.GetRequiredService<Drainer>().DrainAsync(services.GetRequiredService<DrainOptions>().OnStop, _hurry.Token);
        }
        finally
        {
            application.StopApplication();
        }
    }
}

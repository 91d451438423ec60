using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Stack;

/// <summary>The running processes, in start order; they stop in reverse order.</summary>
internal sealed class RunningStack(string logFolder, TimeProvider time) : IAsyncDisposable
{
    private readonly OrphanGuard _guard = new();
    private readonly List<List<StackProcess>> _tiers = [];
    private readonly TaskCompletionSource<StackProcess> _died = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts processes that depend on the previous tiers but not on each other.</summary>
    public IReadOnlyList<StackProcess> Start(params IReadOnlyList<ProcessSpec> tier)
    {
        var processes = new List<StackProcess>();
        _tiers.Add(processes);
        foreach (var spec in tier)
        {
            var process = StackProcess.Start(spec, logFolder, _guard);
            processes.Add(process);
            _ = process.WaitForExitAsync().ContinueWith(_ => _died.TrySetResult(process), TaskScheduler.Default);
        }

        return processes;
    }

    /// <summary>Runs work that is cancelled when a process exits.</summary>
    /// <exception cref="StartupException">A process exited unexpectedly; the work was cancelled.</exception>
    public async Task WhileAliveAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var working = work(end.Token);
        if (await Task.WhenAny(working, _died.Task) != working)
        {
            await end.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw (await _died.Task).Died();
        }

        await working;
    }

    /// <summary>Stops all processes, the last tier first.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var tier in Enumerable.Reverse(_tiers))
        {
            await Task.WhenAll(tier.Select(process => process.StopAsync(time)));
        }

        await _guard.DisposeAsync();
    }
}

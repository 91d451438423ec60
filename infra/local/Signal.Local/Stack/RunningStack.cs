using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Stack;

/// <summary>The running processes, in start order; they stop in reverse order.</summary>
internal sealed class RunningStack(string logFolder, TimeProvider time) : IAsyncDisposable
{
    private readonly OrphanGuard _guard = new();
    private readonly Lock _gate = new();
    private readonly List<IReadOnlyList<StackProcess>> _tiers = [];
    private readonly TaskCompletionSource<StackProcess> _died = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts processes that depend on the previous tiers but not on each other.</summary>
    public IReadOnlyList<StackProcess> Start(params IReadOnlyList<ProcessSpec> tier)
    {
        var processes = new List<StackProcess>();
        lock (_gate)
        {
            _tiers.Add(processes);
            foreach (var spec in tier)
            {
                processes.Add(StackProcess.Start(spec, logFolder, _guard));
            }
        }

        foreach (var process in processes)
        {
            _ = process.WaitForExitAsync().ContinueWith(_ => Exited(processes, process), TaskScheduler.Default);
        }

        return processes;
    }

    /// <summary>Stops the processes of a tier, which the stack no longer needs.</summary>
    public Task StopAsync(IReadOnlyList<StackProcess> tier)
    {
        lock (_gate)
        {
            _tiers.Remove(tier);
        }

        return StopAllAsync(tier);
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
            await StopAllAsync(tier);
        }

        await _guard.DisposeAsync();
    }

    private Task StopAllAsync(IReadOnlyList<StackProcess> tier) => Task.WhenAll(tier.Select(process => process.StopAsync(time)));

    private void Exited(IReadOnlyList<StackProcess> tier, StackProcess process)
    {
        lock (_gate)
        {
            if (_tiers.Contains(tier))
            {
                _died.TrySetResult(process);
            }
        }
    }
}

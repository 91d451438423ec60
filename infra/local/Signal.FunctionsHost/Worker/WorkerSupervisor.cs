using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// Keeps one worker running: restarts it when it exits, with increasing delays while it exits repeatedly.
/// </summary>
internal sealed class WorkerSupervisor(WorkerLauncher launcher, TimeProvider time, ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource<RunningWorker> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    /// <summary>The current worker; null while none accepts invocations.</summary>
    public RunningWorker? Current => _next.Task is { IsCompletedSuccessfully: true, Result: { IsConnected: true } worker } ? worker : null;

    /// <summary>Waits until a worker is available.</summary>
    public Task<RunningWorker> WaitAsync(CancellationToken cancellationToken) => _next.Task.WaitAsync(cancellationToken);

    /// <summary>Starts the first worker.</summary>
    /// <exception cref="StartupException">The worker failed to start; the message is one sentence.</exception>
    public async Task<RunningWorker> StartAsync(CancellationToken cancellationToken)
    {
        var worker = await launcher.StartAsync(cancellationToken);
        _next.SetResult(worker);
        _running = KeepRunningAsync(worker);
        return worker;
    }

    /// <summary>Stops the worker without restarting it.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopRequested.TrySetResult();
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task KeepRunningAsync(RunningWorker? worker)
    {
        var delay = FirstDelay;
        while (worker is not null)
        {
            var since = time.GetTimestamp();
            await Task.WhenAny(worker.Lost, _stopRequested.Task);
            if (_stopRequested.Task.IsCompleted)
            {
                await worker.StopAsync(StopGrace);
                return;
            }

            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            delay = time.GetElapsedTime(since) > Healthy ? FirstDelay : delay;
            logger.WorkerEnded(await worker.Ended, delay);
            worker = await StartAgainAsync(delay);
            delay = Longer(delay);
            if (worker is not null)
            {
                logger.WorkerStarted(worker.ProcessId);
                _next.SetResult(worker);
            }
        }
    }

    private async Task<RunningWorker?> StartAgainAsync(TimeSpan delay)
    {
        while (true)
        {
            try
            {
                await Task.Delay(delay, time, _stopping.Token);
                return await launcher.StartAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return null;
            }
            catch (StartupException failure)
            {
                delay = Longer(delay);
                logger.WorkerNotStarted(failure.Message, delay);
            }
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
}

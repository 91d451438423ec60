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
    private volatile TaskCompletionSource<RunningWorker> _next = New();
    private Task _running = Task.CompletedTask;

    /// <summary>The current worker; null while none accepts invocations.</summary>
    public RunningWorker? Current => _next.Task is { IsCompletedSuccessfully: true, Result: { IsConnected: true } worker } ? worker : null;

    /// <summary>Waits until a worker accepts invocations.</summary>
    public async Task<RunningWorker> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = _next;
            var worker = await next.Task.WaitAsync(cancellationToken);
            if (worker.IsConnected)
            {
                return worker;
            }

            // It was lost just now, which the loop below has not noticed yet.
            Renew(next);
        }
    }

    /// <summary>Starts the first worker.</summary>
    /// <exception cref="StartupException">The worker failed to start; the message is one sentence.</exception>
    public async Task<RunningWorker> StartAsync(CancellationToken cancellationToken)
    {
        var worker = await launcher.StartAsync(cancellationToken);
        var first = _next;
        first.SetResult(worker);
        _running = KeepRunningAsync(worker, first);
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

    private async Task KeepRunningAsync(RunningWorker? worker, TaskCompletionSource<RunningWorker> announced)
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

            Renew(announced);
            delay = time.GetElapsedTime(since) > Healthy ? FirstDelay : delay;
            logger.WorkerEnded(await worker.Ended, delay);
            worker = await StartAgainAsync(delay);
            delay = Longer(delay);
            if (worker is not null)
            {
                logger.WorkerStarted(worker.ProcessId);
                announced = _next;
                announced.SetResult(worker);
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

    /// <summary>Makes callers wait for the worker after the one that was announced there.</summary>
    private void Renew(TaskCompletionSource<RunningWorker> announced) => Interlocked.CompareExchange(ref _next, New(), announced);

    private static TaskCompletionSource<RunningWorker> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
}

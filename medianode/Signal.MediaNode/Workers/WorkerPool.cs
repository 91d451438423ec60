using System.Collections.Concurrent;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Workers;

/// <summary>The node's workers: they start with the node, and one that dies is replaced immediately.</summary>
internal sealed partial class WorkerPool(
    WorkerStarter starter, MediasoupOptions options, TimeProvider time, ILogger<WorkerPool> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PickTimeout = TimeSpan.FromSeconds(5);

    // Within this time after a worker's death its rooms wait for the replacement; otherwise all of them would move to the other workers and
    // stay there.
    private static readonly TimeSpan ReplacementWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, WorkerSlot> _slots = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _picking = new();
    private long? _diedAt;
    private volatile TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised when a worker has died, with its slot.</summary>
    public event Action<WorkerSlot>? Died;

    /// <summary>The running workers.</summary>
    public IReadOnlyCollection<WorkerSlot> Slots => [.. _slots.Values];

    /// <summary>Whether any worker can take a room.</summary>
    public bool HasLive => !_stopping.IsCancellationRequested && _slots.Values.Any(slot => !slot.Worker.Closed);

    /// <summary>Whether another worker than those runs with less CPU usage than that, or is about to replace one that died just now.</summary>
    public bool HasOther(IReadOnlyCollection<WorkerSlot> than, double maxCpu) =>
        ReplacementDue() > TimeSpan.Zero || _slots.Values.Any(slot => !slot.Worker.Closed && slot.Cpu < maxCpu && !than.Contains(slot));

    /// <summary>
    /// Returns the least loaded running worker, and counts one more room on it; when there is none, waits for one for a limited time.
    /// </summary>
    /// <param name="except">The workers that are not wanted.</param>
    /// <exception cref="SignalException">No worker is available.</exception>
    public async Task<WorkerSlot> PickAsync(params IReadOnlyCollection<WorkerSlot> except)
    {
        using var timeout = new CancellationTokenSource(PickTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        while (true)
        {
            var started = _started.Task;
            var replacementDue = ReplacementDue();
            if (replacementDue <= TimeSpan.Zero && TryPick(except) is { } slot)
            {
                return slot;
            }

            try
            {
                var wait = replacementDue > TimeSpan.Zero ? replacementDue : Timeout.InfiniteTimeSpan;
                await started.WaitAsync(wait, time, linked.Token);
            }
            catch (TimeoutException)
            {
                // The replacement takes longer; use another worker.
            }
            catch (OperationCanceledException)
            {
                throw new SignalException(SignalErrorCode.NoWorker, "No media worker is available for the room.");
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, options.WorkerCount).Select(StartWorkerAsync));

    /// <summary>Closes all workers: pending requests to them fail immediately. None is replaced.</summary>
    public void Close()
    {
        _stopping.Cancel();
        foreach (var slot in _slots.Values)
        {
            slot.Worker.Close();
        }
    }

    /// <summary>Closes the workers. Completes when their processes have exited.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Close();
        await Task.WhenAll(_slots.Values.Select(slot => slot.Worker.DisposeAsync().AsTask()))
            .WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private WorkerSlot? TryPick(IReadOnlyCollection<WorkerSlot> except)
    {
        lock (_picking)
        {
            var best = _slots.Values.Where(slot => !slot.Worker.Closed && !except.Contains(slot)).MinBy(slot => slot.Weight);
            best?.Assign();
            return best;
        }
    }

    private TimeSpan ReplacementDue()
    {
        lock (_picking)
        {
            return _diedAt is { } diedAt && _slots.Count < options.WorkerCount ? ReplacementWait - time.GetElapsedTime(diedAt) : TimeSpan.Zero;
        }
    }

    private async Task StartWorkerAsync(int index)
    {
        var slot = await starter.StartAsync(index, _stopping.Token);
        _slots[index] = slot;
        slot.Worker.OnDied += error => Replace(slot, error);
        if (slot.Worker.Died)
        {
            Replace(slot, null);
        }

        if (_stopping.IsCancellationRequested)
        {
            slot.Worker.Close();
        }

        LogStarted(index, slot.Worker.Pid);
        Interlocked.Exchange(ref _started, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void Replace(WorkerSlot dead, Exception? error)
    {
        if (_slots.TryRemove(new KeyValuePair<int, WorkerSlot>(dead.Index, dead)) && !_stopping.IsCancellationRequested)
        {
            lock (_picking)
            {
                _diedAt = time.GetTimestamp();
            }

            LogDied(dead.Index, dead.Worker.Pid, error?.Message);
            _ = ReplaceAsync(dead.Index);
            Died?.Invoke(dead);
        }
    }

    private async Task ReplaceAsync(int index)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await StartWorkerAsync(index);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogNotReplaced(index, error);
                await Task.Delay(RetryInterval, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(EventIds.WorkerStarted, LogLevel.Information, "Worker {Index} started as process {Pid}")]
    private partial void LogStarted(int index, int pid);

    [LoggerMessage(EventIds.WorkerDied, LogLevel.Error, "Worker {Index} (process {Pid}) died; replacing it: {Reason}")]
    private partial void LogDied(int index, int pid, string? reason);

    [LoggerMessage(EventIds.WorkerNotReplaced, LogLevel.Error, "Worker {Index} could not be replaced; retrying")]
    private partial void LogNotReplaced(int index, Exception error);
}

using System.Collections.Concurrent;
using Signal.Contracts.Errors;
using Signal.MediaNode.Signaling;

namespace Signal.MediaNode.Workers;

/// <summary>The node's workers: all start with the node, and one that dies is replaced at once.</summary>
internal sealed partial class WorkerPool(WorkerStarter starter, MediasoupOptions options, TimeProvider time, ILogger<WorkerPool> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PickTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<int, WorkerSlot> _slots = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called when a worker has died, with what it was.</summary>
    public event Action<WorkerSlot>? Died;

    /// <summary>The workers that live.</summary>
    public IReadOnlyCollection<WorkerSlot> Slots => [.. _slots.Values];

    /// <summary>The least busy worker that lives; when none does, waits a while for one.</summary>
    /// <exception cref="SignalException">No worker can take a room.</exception>
    public async Task<WorkerSlot> PickAsync()
    {
        using var timeout = new CancellationTokenSource(PickTimeout, time);
        while (true)
        {
            var started = _started.Task;
            if (_slots.Values.Where(slot => !slot.Worker.Closed).MinBy(slot => slot.Weight) is { } slot)
            {
                return slot;
            }

            try
            {
                await started.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new SignalException(SignalErrorCode.NoWorker, "No media worker can take the room.");
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, options.WorkerCount).Select(StartWorkerAsync));

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        foreach (var slot in _slots.Values)
        {
            slot.Worker.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task StartWorkerAsync(int index)
    {
        var slot = await starter.StartAsync(index, _stopping.Token);
        _slots[index] = slot;
        slot.Worker.OnDied += error => Replace(slot, error);
        if (slot.Worker.Died)
        {
            Replace(slot, null);
        }

        LogStarted(index, slot.Worker.Pid);
        Interlocked.Exchange(ref _started, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void Replace(WorkerSlot dead, Exception? error)
    {
        if (_slots.TryRemove(new KeyValuePair<int, WorkerSlot>(dead.Index, dead)) && !_stopping.IsCancellationRequested)
        {
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

    [LoggerMessage(1401, LogLevel.Information, "Worker {Index} runs as process {Pid}.")]
    private partial void LogStarted(int index, int pid);

    [LoggerMessage(1402, LogLevel.Error, "Worker {Index}, process {Pid}, died and is replaced: {Reason}")]
    private partial void LogDied(int index, int pid, string? reason);

    [LoggerMessage(1403, LogLevel.Error, "Worker {Index} could not be replaced yet.")]
    private partial void LogNotReplaced(int index, Exception error);
}

namespace Signal.Functions.Limits;

/// <summary>Queues requests in FIFO order when a window is exhausted, and refuses requests when the queue is full.</summary>
internal sealed class QueuedLimiter(WindowLimiter limiter, int maxQueue, TimeSpan maxWait, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private int _waiting;

    public async ValueTask<Admission> AdmitAsync(string key, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _waiting) == 0 && limiter.TryAdmit(key))
        {
            return Admission.Granted;
        }

        Task before;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_waiting >= maxQueue)
            {
                return Admission.Refused(TimeSpan.FromSeconds(1));
            }

            _waiting++;
            before = _last;
            _last = done.Task;
        }

        try
        {
            using var timeout = new CancellationTokenSource(maxWait, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            return await WaitAsync(key, before, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Admission.Refused(TimeSpan.FromSeconds(1));
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            // The next request proceeds when this one and all earlier ones have completed.
            _ = before.ContinueWith(_ => done.SetResult(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<Admission> WaitAsync(string key, Task before, CancellationToken cancellationToken)
    {
        await before.WaitAsync(cancellationToken);
        while (true)
        {
            var admission = await limiter.AdmitAsync(key, cancellationToken);
            if (admission.Allowed)
            {
                return admission;
            }

            await Task.Delay(admission.RetryAfter, time, cancellationToken);
        }
    }
}

namespace Signal.MediaNode.Concurrency;

/// <summary>
/// Runs work items one at a time, in the order in which they were added. State that only a mailbox's work accesses needs no lock. Work may
/// await a worker process, or a mailbox at a lower level (peer, then room); never one at a higher level, and never a client. When the
/// mailbox is idle, awaited work runs immediately on the calling thread.
/// </summary>
internal sealed class Mailbox(Action<Exception> onError) : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<MailboxWork> _queue = new();
    private bool _busy;
    private bool _closed;

    /// <summary>Adds work without waiting for it. Returns false when the mailbox is closed and the work will not run.</summary>
    public bool Post(Func<Task> work)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _queue.Enqueue(new PostedWork(work, onError));
            if (_busy)
            {
                return true;
            }

            _busy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Adds work without waiting for it. Returns false when the mailbox is closed and the work will not run.</summary>
    public bool Post(Action work) => Post(() =>
    {
        work();
        return Task.CompletedTask;
    });

    /// <summary>Adds work and returns its result.</summary>
    /// <exception cref="MailboxClosedException">The mailbox is closed; the work did not run.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return Task.FromException<T>(new MailboxClosedException());
            }

            if (_busy)
            {
                var asked = new AskedWork<T>(work);
                _queue.Enqueue(asked);
                return asked.Result;
            }

            _busy = true;
        }

        return RunNow(work);
    }

    /// <summary>Adds work and returns its result.</summary>
    /// <exception cref="MailboxClosedException">The mailbox is closed; the work did not run.</exception>
    public Task<T> RunAsync<T>(Func<T> work) => RunAsync(() => Task.FromResult(work()));

    /// <summary>Rejects new work. Work that is already queued still runs.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => _ = DrainAsync();

    private Task<T> RunNow<T>(Func<Task<T>> work)
    {
        Task<T> task;
        try
        {
            task = work();
        }
        catch (Exception error)
        {
            task = Task.FromException<T>(error);
        }

        _ = GoOnAfterAsync(task);
        return task;
    }

    private async Task GoOnAfterAsync(Task work)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _busy = _queue.Count > 0;
            if (!_busy)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task DrainAsync()
    {
        while (TryTake() is { } work)
        {
            await work.RunAsync();
        }
    }

    private MailboxWork? TryTake()
    {
        lock (_lock)
        {
            _busy = _queue.TryDequeue(out var work);
            return work;
        }
    }
}

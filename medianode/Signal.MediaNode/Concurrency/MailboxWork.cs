namespace Signal.MediaNode.Concurrency;

/// <summary>A work item of a mailbox. It runs in the execution context of the caller that added it, so that its trace continues.</summary>
internal abstract class MailboxWork
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Task _done = Task.CompletedTask;

    /// <summary>Runs the work. The task completes with the work and never fails.</summary>
    public Task RunAsync()
    {
        if (_context is null)
        {
            return DoAsync();
        }

        ExecutionContext.Run(_context, static state => ((MailboxWork)state!).Start(), this);
        return _done;
    }

    protected abstract Task DoAsync();

    private void Start() => _done = DoAsync();
}

/// <summary>Work without an awaiting caller.</summary>
internal sealed class PostedWork(Func<Task> work, Action<Exception> onError) : MailboxWork
{
    protected override async Task DoAsync()
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            onError(error);
        }
    }
}

/// <summary>Work whose result a caller awaits.</summary>
internal sealed class AskedWork<T>(Func<Task<T>> work) : MailboxWork
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    protected override async Task DoAsync()
    {
        try
        {
            _result.SetResult(await work());
        }
        catch (Exception error)
        {
            _result.SetException(error);
        }
    }
}

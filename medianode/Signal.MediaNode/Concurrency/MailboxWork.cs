namespace Signal.MediaNode.Concurrency;

/// <summary>A piece of work in a mailbox. It is done in the execution context of whoever gave it, so that its trace goes on.</summary>
internal abstract class MailboxWork
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Task _done = Task.CompletedTask;

    /// <summary>Does the work. The task ends with it and never fails.</summary>
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

/// <summary>Work that nobody waits for.</summary>
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

/// <summary>Work whose result is waited for.</summary>
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

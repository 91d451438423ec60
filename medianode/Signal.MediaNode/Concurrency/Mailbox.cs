using System.Threading.Channels;

namespace Signal.MediaNode.Concurrency;

/// <summary>
/// Runs pieces of work one at a time, in the order in which they were given. State that is touched by a mailbox's work alone
/// needs no lock. Work may await a worker process, or a mailbox further down (peer, then room); never one further up, and never a client.
/// </summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private readonly Channel<Action<TaskCompletionSource>> _work =
        Channel.CreateUnbounded<Action<TaskCompletionSource>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Action<Exception> _onError;
    private readonly Task _loop;

    /// <summary>Creates the mailbox; <paramref name="onError"/> hears of exceptions out of posted work.</summary>
    public Mailbox(Action<Exception> onError)
    {
        _onError = onError;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Adds work that nobody waits for; false when the mailbox is closed and the work will not be done.</summary>
    public bool Post(Func<Task> work)
    {
        var context = ExecutionContext.Capture();
        return _work.Writer.TryWrite(done => Run(context, async () =>
        {
            try
            {
                await work();
            }
            catch (Exception error)
            {
                _onError(error);
            }
            finally
            {
                done.SetResult();
            }
        }));
    }

    /// <summary>Adds work that nobody waits for; false when the mailbox is closed and the work will not be done.</summary>
    public bool Post(Action work) => Post(() =>
    {
        work();
        return Task.CompletedTask;
    });

    /// <summary>Adds work and gives its result.</summary>
    /// <exception cref="MailboxClosedException">The mailbox is closed; the work was not done.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var context = ExecutionContext.Capture();
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var added = _work.Writer.TryWrite(done => Run(context, async () =>
        {
            try
            {
                result.SetResult(await work());
            }
            catch (Exception error)
            {
                result.SetException(error);
            }
            finally
            {
                done.SetResult();
            }
        }));
        return added ? result.Task : Task.FromException<T>(new MailboxClosedException());
    }

    /// <summary>Adds work and gives its result.</summary>
    /// <exception cref="MailboxClosedException">The mailbox is closed; the work was not done.</exception>
    public Task<T> RunAsync<T>(Func<T> work) => RunAsync(() => Task.FromResult(work()));

    /// <summary>Takes no more work. What is in the mailbox will still be done.</summary>
    public void Close() => _work.Writer.TryComplete();

    /// <summary>Closes the mailbox and waits until its work is done.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        await foreach (var start in _work.Reader.ReadAllAsync())
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            start(done);
            await done.Task;
        }
    }

    /// <summary>Starts the work in the caller's execution context, so that its trace goes on.</summary>
    private static void Run(ExecutionContext? context, Func<Task> work)
    {
        if (context is null)
        {
            _ = work();
        }
        else
        {
            ExecutionContext.Run(context, static state => _ = ((Func<Task>)state!)(), work);
        }
    }
}

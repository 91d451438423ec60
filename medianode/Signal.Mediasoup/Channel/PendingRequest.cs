using FBS.Request;
using FBS.Response;

namespace Signal.Mediasoup.Channel;

/// <summary>
/// One request and its task. The reader decodes the answer into it; the thread pool then completes the task, so that continuations never
/// run on the reader. A cancelled or overdue request is kept until its answer arrives: an id is never used for two requests at once, and an
/// object that the worker has created after all is closed.
/// </summary>
internal sealed class PendingRequest<TState, TResult> : TaskCompletionSource<TResult>, IPendingRequest
{
    private readonly TState _state;
    private readonly Func<Response, TState, TResult>? _read;
    private RequestSpan? _span;
    private CancellationTokenRegistration _registration;
    private TResult? _result;
    private Exception? _exception;

    public PendingRequest(Method method, string? handlerId, TState state, Func<Response, TState, TResult>? read)
    {
        Method = method;
        _state = state;
        _read = read;
        _span = RequestSpan.Start(method, handlerId);
    }

    public Method Method { get; }

    public int Deadline { get; set; }

    public void CancelWith(CancellationToken cancellationToken) =>
        _registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingRequest<TState, TResult>)state!).TrySetCanceled(token), this);

    /// <summary>Disposes the cancellation registration of a request that was not sent.</summary>
    public void Forget() => _registration.Unregister();

    public void Read(Response response)
    {
        if (_read is not null)
        {
            _result = _read(response, _state);
        }
    }

    public void Fail(Exception exception) => _exception = exception;

    public void TimeOut(RequestTimeoutException exception)
    {
        _registration.Unregister();
        Interlocked.Exchange(ref _span, null)?.End(exception);
        TrySetException(exception);
    }

    public void Execute()
    {
        _registration.Unregister();
        Interlocked.Exchange(ref _span, null)?.End(_exception);
        if (_exception is not null)
        {
            TrySetException(_exception);
            return;
        }

        var created = _result as IChannelObject;
        if (!Task.IsCompleted)
        {
            created?.Start();
        }

        if (!TrySetResult(_result!))
        {
            created?.Close();
        }
    }
}

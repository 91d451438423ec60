using System.Diagnostics;
using FBS.Request;
using FBS.Response;

namespace Signal.Mediasoup.Channel;

/// <summary>
/// One request and its task. The reader decodes the answer into it, and the thread pool then completes the task, so that what
/// awaits it never runs on the reader. A request that was cancelled stays until its answer has come: the worker always answers.
/// </summary>
internal sealed class PendingRequest<TState, TResult> : TaskCompletionSource<TResult>, IPendingRequest
{
    private readonly TState _state;
    private readonly Func<Response, TState, TResult>? _read;
    private readonly Activity? _activity;
    private CancellationTokenRegistration _registration;
    private TResult? _result;
    private Exception? _exception;

    public PendingRequest(Method method, string? handlerId, TState state, Func<Response, TState, TResult>? read)
    {
        Method = method;
        _state = state;
        _read = read;
        _activity = WorkerActivity.Start(method, handlerId);
    }

    public Method Method { get; }

    public void CancelWith(CancellationToken cancellationToken) =>
        _registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingRequest<TState, TResult>)state!).TrySetCanceled(token), this);

    /// <summary>Lets go of the token, for a request that was not sent.</summary>
    public void Forget() => _registration.Unregister();

    public void Read(Response response)
    {
        if (_read is not null)
        {
            _result = _read(response, _state);
        }
    }

    public void Fail(Exception exception) => _exception = exception;

    public void Execute()
    {
        _registration.Unregister();
        if (_exception is not null)
        {
            _activity?.SetStatus(ActivityStatusCode.Error, _exception.Message).Dispose();
            TrySetException(_exception);
            return;
        }

        _activity?.Dispose();
        var completed = TrySetResult(_result!);
        if (_result is WorkerObject created)
        {
            if (completed)
            {
                created.ReleaseEvents();
            }
            else
            {
                created.Close();
            }
        }
    }
}

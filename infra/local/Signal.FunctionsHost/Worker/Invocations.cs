using System.Collections.Concurrent;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.Worker;

/// <summary>The pending invocations of a worker.</summary>
internal sealed class Invocations
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StatusResult>> _pending = new();
    private volatile bool _closed;

    /// <summary>Awaits the response to an invocation; fails with <see cref="WorkerLostException"/> when the worker exits first.</summary>
    public Task<StatusResult> Add(string id)
    {
        var pending = new TaskCompletionSource<StatusResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = pending;
        if (_closed)
        {
            Fail(id);
        }

        return pending.Task;
    }

    /// <summary>Completes an invocation with the worker's response; a response to an unknown invocation is ignored.</summary>
    public void Complete(InvocationResponse response)
    {
        if (_pending.TryRemove(response.InvocationId, out var pending))
        {
            pending.TrySetResult(response.Result ?? new StatusResult());
        }
    }

    /// <summary>Fails all pending invocations because the worker has exited.</summary>
    public void Close()
    {
        _closed = true;
        foreach (var id in _pending.Keys)
        {
            Fail(id);
        }
    }

    private void Fail(string id)
    {
        if (_pending.TryRemove(id, out var pending))
        {
            pending.TrySetException(new WorkerLostException());
        }
    }
}

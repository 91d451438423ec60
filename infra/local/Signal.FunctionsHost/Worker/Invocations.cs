using System.Collections.Concurrent;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.Worker;

/// <summary>The invocations that a worker has not answered yet.</summary>
internal sealed class Invocations
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StatusResult>> _pending = new();
    private volatile bool _closed;

    /// <summary>Awaits the answer to an invocation; it fails with <see cref="WorkerLostException"/> when the worker ends first.</summary>
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

    /// <summary>Takes the worker's answer; one that was not asked for is dropped.</summary>
    public void Complete(InvocationResponse response)
    {
        if (_pending.TryRemove(response.InvocationId, out var pending))
        {
            pending.TrySetResult(response.Result ?? new StatusResult());
        }
    }

    /// <summary>The worker is gone: no answer will come any more.</summary>
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

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Signal.Mediasoup.Channel;

/// <summary>
/// The channel to one worker process: length-prefixed FlatBuffers messages over a pair of pipes. Any thread may send. One thread
/// reads and decodes, and hands answers and notifications to the thread pool; see WorkerChannel.Turns.cs for the exception.
/// </summary>
internal sealed partial class WorkerChannel
{
    // The worker's own limit on a message, its length prefix included.
    public const int MaxMessageLength = 8 * 1024 * 1024;

    private readonly PendingRequests _pending = new();
    private readonly ConcurrentDictionary<string, WorkerObject> _objects = new(Utf8KeyComparer.Instance);
    private readonly ConcurrentDictionary<string, WorkerObject>.AlternateLookup<ReadOnlySpan<byte>> _objectsByUtf8;
    private readonly WorkerPipes _pipes;
    private readonly ILogger _logger;
    private readonly int _pid;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerGoneException> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerGoneException? _gone;

    public WorkerChannel(WorkerPipes pipes, int pid, int requestTicks, ILogger logger, ListenerErrors listenerErrors)
    {
        _pipes = pipes;
        _pid = pid;
        _requestTicks = requestTicks;
        _logger = logger;
        ListenerErrors = listenerErrors;
        _objectsByUtf8 = _objects.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Where exceptions of event handlers go.</summary>
    public ListenerErrors ListenerErrors { get; }

    public ILogger Logger => _logger;

    /// <summary>Completes when the worker says that it runs.</summary>
    public Task Running => _running.Task;

    /// <summary>Completes when the channel ends for a reason that is not <see cref="Close"/>.</summary>
    public Task<WorkerGoneException> Ended => _ended.Task;

    /// <summary>How many objects get notifications.</summary>
    public int ObjectCount => _objects.Count;

    /// <summary>How many requests wait for an answer.</summary>
    public int PendingCount => _pending.Count;

    public void Start() => StartReader(0);

    /// <summary>Lets go of the pipes, as the end of this process would.</summary>
    public void ClosePipes() => _pipes.Dispose();

    public void Register(string handlerId, WorkerObject target)
    {
        if (!_objects.TryAdd(handlerId, target))
        {
            throw new InvalidStateException($"The worker has an object with id {handlerId} already.");
        }
    }

    public void Unregister(string handlerId, WorkerObject target) =>
        _objects.TryRemove(new KeyValuePair<string, WorkerObject>(handlerId, target));

    /// <summary>Takes no more requests and fails those that wait. What was sent before still goes out.</summary>
    public void Close(WorkerGoneException reason)
    {
        if (Interlocked.CompareExchange(ref _gone, reason, null) is not null)
        {
            return;
        }

        foreach (var request in _pending.Close())
        {
            request.Fail(reason.With($"{reason.Message} ({request.Method} was pending.)"));
            ThreadPool.UnsafeQueueUserWorkItem(request, preferLocal: false);
        }

        _objects.Clear();
    }

    private void End(string message) =>
        _ended.TrySetResult(new WorkerGoneException(message) { Reason = WorkerGoneReason.ChannelBroken });

    private void End(string message, Exception exception) =>
        _ended.TrySetResult(new WorkerGoneException(message, exception) { Reason = WorkerGoneReason.ChannelBroken });
}

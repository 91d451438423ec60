using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Signal.Mediasoup.Channel;

/// <summary>
/// The channel to one worker process: length-prefixed FlatBuffers messages over a pair of pipes. Any thread may send. One thread reads and
/// decodes, and passes answers and notifications to the thread pool; WorkerChannel.Turns.cs describes the one exception.
/// </summary>
internal sealed partial class WorkerChannel
{
    // The worker's limit for a message, including its length prefix.
    public const int MaxMessageLength = 8 * 1024 * 1024;

    private readonly PendingRequests _pending = new();
    private readonly ConcurrentDictionary<string, IChannelObject> _objects = new(Utf8KeyComparer.Instance);
    private readonly ConcurrentDictionary<string, IChannelObject>.AlternateLookup<ReadOnlySpan<byte>> _objectsByUtf8;
    private readonly WorkerPipes _pipes;
    private readonly ILogger _logger;
    private readonly int _pid;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerGoneException> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerGoneException? _gone;

    public WorkerChannel(
        WorkerPipes pipes, int pid, int requestTicks, ILogger logger, ListenerErrors listenerErrors, bool resumesOnReader = true)
    {
        _pipes = pipes;
        _pid = pid;
        _requestTicks = requestTicks;
        _logger = logger;
        _resumesOnReader = resumesOnReader;
        ListenerErrors = listenerErrors;
        _objectsByUtf8 = _objects.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Receives the exceptions of event handlers.</summary>
    public ListenerErrors ListenerErrors { get; }

    public ILogger Logger => _logger;

    /// <summary>Completes when the worker reports that it is running.</summary>
    public Task Running => _running.Task;

    /// <summary>Completes when the channel ends for a reason other than <see cref="Close"/>.</summary>
    public Task<WorkerGoneException> Ended => _ended.Task;

    /// <summary>The number of objects that receive notifications.</summary>
    public int ObjectCount => _objects.Count;

    /// <summary>The number of pending requests.</summary>
    public int PendingCount => _pending.Count;

    public void Start() => StartReader(0);

    /// <summary>Closes the pipes, as the exit of this process would.</summary>
    public void ClosePipes() => _pipes.Dispose();

    public void Register(string handlerId, IChannelObject target)
    {
        if (!_objects.TryAdd(handlerId, target))
        {
            throw new InvalidStateException($"The worker already has an object with id {handlerId}.");
        }
    }

    public void Unregister(string handlerId, IChannelObject target) =>
        _objects.TryRemove(new KeyValuePair<string, IChannelObject>(handlerId, target));

    /// <summary>Rejects new requests and fails the pending ones. Messages that are already queued are still sent.</summary>
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

using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The messages from the server to one client, numbered from 1 and sent in order. Adding a message never blocks: while the client is slow
/// or disconnected, messages are kept; when it resumes, the missed messages are sent first. <paramref name="onFailure"/> is called when a
/// client falls too far behind, <paramref name="onDropped"/> when a message cannot be encoded.
/// </summary>
internal sealed class Outbox(
    OutboxOptions options,
    TimeProvider time,
    IHubProtocol protocol,
    Action<string> onFailure,
    Action<string, Exception> onDropped)
{
    private readonly Lock _lock = new();
    private readonly MessageQueue _sent = new();
    private readonly Unanswered _unanswered = new(options.AnswerTimeout, time);
    private MessageQueue _waiting = new();
    private long _added;
    private long _asked;
    private IHubProtocol _protocol = protocol;
    private IClientLink? _link;
    private IClientLink? _pumped;
    private TaskCompletionSource? _drained;
    private bool _closed;

    /// <summary>The number of messages added so far.</summary>
    public long Added
    {
        get
        {
            lock (_lock)
            {
                return _added;
            }
        }
    }

    /// <summary>Adds a message.</summary>
    public void Notify<T>(T message)
        where T : IServerEvent => Notify(ServerMessage.Of(message));

    /// <summary>Adds a message that can be shared with other clients.</summary>
    public void Notify(SerializedHubMessage message) => Add(message, null, null);

    /// <summary>Adds a message. Returns the connection over which the caller must call <see cref="Pump"/>; null when there is nothing to call.</summary>
    public IClientLink? Queue(SerializedHubMessage message) => Queue(message, null, null);

    /// <summary>Sends the waiting messages.</summary>
    public void Pump(IClientLink link) => _ = PumpAsync(link);

    /// <summary>
    /// Adds a message that expects an answer. Returns true when the client accepted, false when it answered with an error or not in time.
    /// Does not complete while the client is disconnected.
    /// </summary>
    /// <exception cref="OperationCanceledException">The outbox was closed.</exception>
    public Task<bool> AskAsync<T>(T message)
        where T : IServerEvent
    {
        var invocation = $"{Interlocked.Increment(ref _asked)}";
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(ServerMessage.Of(message, invocation), invocation, answer);
        return answer.Task;
    }

    /// <summary>
    /// Sends over <paramref name="link"/> from now on. <paramref name="received"/> is the number of the last message that the client
    /// received; null: all sent messages, and unanswered messages are sent again. A message that was received but not answered counts as
    /// accepted: its answer was lost with the connection, and sending the message again would break the client's count.
    /// </summary>
    /// <returns>False when messages that the client missed are no longer kept.</returns>
    public bool TryAttach(IClientLink link, long? received)
    {
        lock (_lock)
        {
            var firstKept = _sent.First?.Number ?? (_added - _waiting.Count + 1);
            if (_closed || received > _added || received + 1 < firstKept)
            {
                return false;
            }

            var unanswered = _unanswered.TakeAll();
            foreach (var item in unanswered.Where(item => item.Number <= received))
            {
                item.Answer!.TrySetResult(true);
            }

            var missed = received is { } last ? _sent.Where(item => item.Number > last) : unanswered;
            _waiting = new MessageQueue([.. missed, .. _waiting]);
            _sent.Clear();
            (_link, _pumped, _protocol) = (link, link, link.Protocol);
            link.OnAnswer = Answered;
        }

        Pump(link);
        return true;
    }

    /// <summary>Detaches the ended connection; further messages are queued.</summary>
    public void Detach(IClientLink link)
    {
        lock (_lock)
        {
            if (_link == link)
            {
                _link = null;
                _unanswered.Suspend();
                Drained();
            }
        }
    }

    /// <summary>
    /// Completes when few messages wait, or there is no connection. Awaited between many messages, so that they alone do not disconnect the client.
    /// </summary>
    public Task CaughtUpAsync()
    {
        lock (_lock)
        {
            if (_waiting.Count <= options.MaxWaiting / 4 && _waiting.Bytes <= options.MaxWaitingBytes / 4)
            {
                return Task.CompletedTask;
            }
        }

        return DrainedAsync();
    }

    /// <summary>Completes when all messages were sent, or there is no connection.</summary>
    public Task DrainedAsync()
    {
        lock (_lock)
        {
            if (_closed || _link is null || (_waiting.Count == 0 && _pumped is null))
            {
                return Task.CompletedTask;
            }

            return (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Drops the waiting messages and sends nothing more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _link = null;
            foreach (var item in _waiting.Concat(_unanswered.TakeAll()))
            {
                item.Answer?.TrySetCanceled();
            }

            _unanswered.Stop();
            _sent.Clear();
            _waiting.Clear();
            Drained();
        }
    }

    private void Add(SerializedHubMessage message, string? invocation, TaskCompletionSource<bool>? answer)
    {
        if (Queue(message, invocation, answer) is { } idle)
        {
            Pump(idle);
        }
    }

    private IClientLink? Queue(SerializedHubMessage message, string? invocation, TaskCompletionSource<bool>? answer)
    {
        if (!TryMeasure(message, out var bytes))
        {
            answer?.TrySetResult(false);
            return null;
        }

        IClientLink? idle;
        bool overfull;
        lock (_lock)
        {
            if (_closed)
            {
                answer?.TrySetCanceled();
                return null;
            }

            _waiting.Add(new OutboxItem(++_added, message, bytes, invocation, answer));
            overfull = _waiting.Count > options.MaxWaiting || _waiting.Bytes > options.MaxWaitingBytes;
            idle = _pumped is null ? _link : null;
            _pumped ??= _link;
        }

        if (overfull)
        {
            onFailure("the client does not keep up");
        }

        return idle;
    }

    /// <summary>Encodes the message, or returns the cached encoding. A message that cannot be encoded would end the connection.</summary>
    private bool TryMeasure(SerializedHubMessage message, out int bytes)
    {
        try
        {
            bytes = message.GetSerializedMessage(_protocol).Length;
            return true;
        }
        catch (Exception error)
        {
            onDropped(ServerMessage.NameOf(message), error);
            bytes = 0;
            return false;
        }
    }

    private async Task PumpAsync(IClientLink link)
    {
        while (TryTake(link) is { } item)
        {
            try
            {
                await link.WriteAsync(item.Message);
            }
            catch (Exception) when (link.Gone.IsCancellationRequested)
            {
                // The connection ended meanwhile; the message is kept for the next one.
            }
            catch (Exception error)
            {
                onFailure($"a message could not be sent: {error.Message}");
            }
        }
    }

    private OutboxItem? TryTake(IClientLink link)
    {
        lock (_lock)
        {
            if (_link == link && _waiting.TryTake() is { } item)
            {
                _sent.Add(item);
                _sent.Trim(options.MaxKept, options.MaxKeptBytes);
                if (item.Answer is not null)
                {
                    _unanswered.Add(item);
                }

                return item;
            }

            if (_pumped == link)
            {
                _pumped = null;
                Drained();
            }

            return null;
        }
    }

    private void Answered(string invocation, bool taken)
    {
        lock (_lock)
        {
            _unanswered.Take(invocation)?.Answer!.TrySetResult(taken);
        }
    }

    private void Drained()
    {
        _drained?.TrySetResult();
        _drained = null;
    }
}

using System.Text.Json;
using Signal.MediaNode.Signaling.Events;

namespace Signal.MediaNode.Peers;

/// <summary>
/// The messages from server to one client, numbered from 1 and sent in order, by a pump of their own: a slow client delays nobody. While
/// the client is away they wait; when it comes back, what it missed is sent first.
/// </summary>
internal sealed class Outbox(OutboxOptions options, TimeProvider time, Action<string> onFailure)
{
    private readonly Lock _lock = new();
    private readonly Queue<Item> _sent = new();
    private Queue<Item> _waiting = new();
    private long _added;
    private ClientLink? _link;
    private TaskCompletionSource _news = NewSignal();
    private TaskCompletionSource? _drained;
    private bool _sending;
    private bool _closed;

    /// <summary>How many messages were added so far.</summary>
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
        where T : IServerEvent => Add(T.Name, message, null);

    /// <summary>
    /// Adds a message that wants an answer: true when the client answered, false when it answered with an error or not in time.
    /// Never ends while the client is away.
    /// </summary>
    /// <exception cref="OperationCanceledException">The outbox was closed.</exception>
    public Task<bool> AskAsync<T>(T message)
        where T : IServerEvent
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(T.Name, message, answer);
        return answer.Task;
    }

    /// <summary>
    /// Sends over <paramref name="link"/> from now on. <paramref name="received"/> is the number of the last message that the client has;
    /// null: all that were sent, and the client is asked again what it has not answered. What it has received but not answered counts as
    /// answered well: the answer was lost with the connection, and asking again would upset the client's count.
    /// </summary>
    /// <returns>False when what the client lacks is no longer kept.</returns>
    public bool TryAttach(ClientLink link, long? received)
    {
        lock (_lock)
        {
            var missed = _sent.Where(item => received is { } last ? item.Number > last : item.Answer is { Task.IsCompleted: false }).ToList();
            var firstKept = _sent.TryPeek(out var oldest) ? oldest.Number : _added - _waiting.Count + 1;
            if (_closed || received > _added || received + 1 < firstKept)
            {
                return false;
            }

            foreach (var item in _sent.Where(item => item.Number <= received))
            {
                item.Answer?.TrySetResult(true);
            }

            _waiting = new Queue<Item>([.. missed, .. _waiting]);
            _sent.Clear();
            _link = link;
            Wake();
        }

        _ = PumpAsync(link);
        return true;
    }

    /// <summary>The connection is gone; messages wait.</summary>
    public void Detach(ClientLink link)
    {
        lock (_lock)
        {
            if (_link == link)
            {
                _link = null;
                Wake();
            }
        }
    }

    /// <summary>Ends when all messages were sent, or there is nobody to send them to.</summary>
    public Task DrainedAsync()
    {
        lock (_lock)
        {
            if (_closed || _link is null || (_waiting.Count == 0 && !_sending))
            {
                return Task.CompletedTask;
            }

            return (_drained ??= NewSignal()).Task;
        }
    }

    /// <summary>Drops what waits; nothing is sent any more.</summary>
    public void Close()
    {
        List<Item> left;
        lock (_lock)
        {
            _closed = true;
            _link = null;
            left = [.. _sent, .. _waiting];
            _sent.Clear();
            _waiting.Clear();
            Wake();
            _drained?.TrySetResult();
        }

        foreach (var item in left)
        {
            item.Answer?.TrySetCanceled();
        }
    }

    private void Add(string name, object data, TaskCompletionSource<bool>? answer)
    {
        lock (_lock)
        {
            if (!_closed)
            {
                _waiting.Enqueue(new Item(++_added, name, data, answer));
                Wake();
                if (_waiting.Count <= options.MaxWaiting)
                {
                    return;
                }
            }
        }

        if (_closed)
        {
            answer?.TrySetCanceled();
        }
        else
        {
            onFailure("the client does not keep up");
        }
    }

    private async Task PumpAsync(ClientLink link)
    {
        while (await NextAsync(link) is { } item)
        {
            if (item.Answer is null)
            {
                await SendAsync(link, item);
            }
            else
            {
                _ = AskAsync(link, item);
            }
        }
    }

    private async Task<Item?> NextAsync(ClientLink link)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                _sending = false;
                if (_link != link)
                {
                    _drained?.TrySetResult();
                    return null;
                }

                if (_waiting.TryDequeue(out var item))
                {
                    _sending = true;
                    Keep(item);
                    return item;
                }

                _drained?.TrySetResult();
                _drained = null;
                news = _news.Task;
            }

            await news;
        }
    }

    private void Keep(Item item)
    {
        _sent.Enqueue(item);
        while (_sent.Count > options.MaxKept)
        {
            _sent.Dequeue();
        }
    }

    private async Task SendAsync(ClientLink link, Item item)
    {
        try
        {
            await link.Client.SendCoreAsync(item.Name, [item.Data], link.Gone);
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

    private async Task AskAsync(ClientLink link, Item item)
    {
        using var timeout = new CancellationTokenSource(options.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, link.Gone);
        try
        {
            await link.Client.InvokeCoreAsync<JsonElement>(item.Name, [item.Data], either.Token);
            item.Answer!.TrySetResult(true);
        }
        catch (Exception) when (link.Gone.IsCancellationRequested && !timeout.IsCancellationRequested)
        {
            // Unanswered because the connection ended: it is asked again over the next one.
        }
        catch (Exception)
        {
            // Whatever the client threw, and silence, is a refusal.
            item.Answer!.TrySetResult(false);
        }
    }

    private void Wake()
    {
        var news = _news;
        _news = NewSignal();
        news.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Item(long Number, string Name, object Data, TaskCompletionSource<bool>? Answer);
}

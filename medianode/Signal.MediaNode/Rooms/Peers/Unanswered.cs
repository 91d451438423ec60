namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The messages whose answer from the client is pending. A message that is not answered in time counts as refused. One timer serves all of
/// them and runs only while there are any.
/// </summary>
internal sealed class Unanswered
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (OutboxItem Item, long AskedAt)> _items = new(StringComparer.Ordinal);
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private bool _running;

    public Unanswered(TimeSpan timeout, TimeProvider time) => (_timeout, _time) = (timeout, time);

    /// <summary>Starts the timeout of a message that is being sent.</summary>
    public void Add(OutboxItem item)
    {
        lock (_lock)
        {
            _items[item.Invocation!] = (item, _time.GetTimestamp());
            if (!_running)
            {
                Run(_timeout);
            }
        }
    }

    /// <summary>Removes and returns the item of an answer; null when it is unknown or the answer came too late.</summary>
    public OutboxItem? Take(string invocation)
    {
        lock (_lock)
        {
            return _items.Remove(invocation, out var asked) ? asked.Item : null;
        }
    }

    /// <summary>Removes and returns all items, in order.</summary>
    public IReadOnlyList<OutboxItem> TakeAll()
    {
        lock (_lock)
        {
            OutboxItem[] all = [.. _items.Values.Select(asked => asked.Item).OrderBy(item => item.Number)];
            _items.Clear();
            return all;
        }
    }

    /// <summary>Stops the timeouts: the client is disconnected and cannot answer.</summary>
    public void Suspend()
    {
        lock (_lock)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _running = false;
        }
    }

    /// <summary>Drops all items: the client is not asked again.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _timer?.Dispose();
        }
    }

    private void Run(TimeSpan due)
    {
        _timer ??= _time.CreateTimer(_ => RefuseLate(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
        _running = true;
    }

    private void RefuseLate()
    {
        lock (_lock)
        {
            if (!_running)
            {
                return;
            }

            foreach (var (invocation, (item, askedAt)) in _items)
            {
                if (_time.GetElapsedTime(askedAt) >= _timeout)
                {
                    _items.Remove(invocation);
                    item.Answer!.TrySetResult(false);
                }
            }

            _running = false;
            if (_items.Count > 0)
            {
                Run(_timeout - _time.GetElapsedTime(_items.Values.Min(asked => asked.AskedAt)));
            }
        }
    }
}

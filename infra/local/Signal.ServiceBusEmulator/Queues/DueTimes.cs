namespace Signal.ServiceBusEmulator.Queues;

/// <summary>
/// A timer for many due times. Entries cannot be removed one by one: the owner checks whether a due entry is still valid, and prunes those that are not.
/// </summary>
internal sealed class DueTimes<TKey> : IDisposable
{
    private const int PruneFrom = 1000;

    private readonly PriorityQueue<TKey, DateTimeOffset> _queue = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;

    public DueTimes(TimeProvider time, Action onDue)
    {
        _time = time;
        _timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(TKey key, DateTimeOffset at)
    {
        _queue.Enqueue(key, at);
        Arm();
    }

    /// <summary>The number of entries, valid or not.</summary>
    public int Count => _queue.Count;

    public bool TryTake(DateTimeOffset now, out TKey key)
    {
        if (_queue.TryPeek(out key!, out var at) && at <= now)
        {
            _queue.Dequeue();
            return true;
        }

        return false;
    }

    /// <summary>Keeps only the valid entries when most of them are not.</summary>
    /// <param name="keys">The number of valid keys, each of which has few entries.</param>
    /// <param name="entries">Returns the valid entries.</param>
    public void Prune(int keys, Func<IEnumerable<(TKey Key, DateTimeOffset At)>> entries)
    {
        if (_queue.Count > PruneFrom + (4 * keys))
        {
            _queue.Clear();
            _queue.EnqueueRange(entries());
        }
    }

    /// <summary>Rearms the timer after it fired.</summary>
    public void Rearm()
    {
        _armedFor = DateTimeOffset.MaxValue;
        Arm();
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        if (_queue.TryPeek(out _, out var next) && next < _armedFor)
        {
            _armedFor = next;
            var wait = next - _time.GetUtcNow();
            _timer.Change(Clamp(wait), Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait;
}

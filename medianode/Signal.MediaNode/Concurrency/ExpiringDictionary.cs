using System.Diagnostics.CodeAnalysis;

namespace Signal.MediaNode.Concurrency;

/// <summary>
/// A dictionary whose entries expire, each at its own time. Setting a key again replaces its value and expiry. The cost of a call is
/// logarithmic in the number of entries, however many have expired meanwhile.
/// </summary>
internal sealed class ExpiringDictionary<TKey, TValue>(TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>One queue entry per key, at the expiry that its value had when the entry was added.</summary>
    private readonly PriorityQueue<TKey, DateTimeOffset> _due = new();

    /// <summary>The number of entries.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>
    /// Sets the result of applying <paramref name="change"/> to the current value, or to the default when there is none. The entry expires
    /// at the time that <paramref name="expiry"/> returns for it.
    /// </summary>
    public void Set(TKey key, Func<TValue?, TValue> change, Func<TValue, DateTimeOffset> expiry)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            Forget(now);
            var known = _entries.TryGetValue(key, out var entry);
            var value = change(known && entry.Until > now ? entry.Value : default);
            var until = expiry(value);
            _entries[key] = new Entry(value, until);
            if (!known)
            {
                _due.Enqueue(key, until);
            }
        }
    }

    /// <summary>Gets the value of a key that exists and has not expired.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            var found = _entries.TryGetValue(key, out var entry) && entry.Until > time.GetUtcNow();
            value = found ? entry.Value : default;
            return found;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_due.TryPeek(out var key, out var due) && due <= now)
        {
            var until = _entries[key].Until;
            if (until <= now)
            {
                _due.Dequeue();
                _entries.Remove(key);
            }
            else
            {
                _due.DequeueEnqueue(key, until);
            }
        }
    }

    private readonly record struct Entry(TValue Value, DateTimeOffset Until);
}

using System.Diagnostics.CodeAnalysis;

namespace Signal.MediaNode.Concurrency;

/// <summary>
/// Values that are forgotten at a time of their own. Setting a key again replaces value and time. A call costs the logarithm of the count,
/// whatever has expired meanwhile.
/// </summary>
internal sealed class ExpiringDictionary<TKey, TValue>(TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>One place for each key, at the time that its value had when the place was taken.</summary>
    private readonly PriorityQueue<TKey, DateTimeOffset> _due = new();

    /// <summary>How many are kept.</summary>
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
    /// Sets what <paramref name="change"/> makes of the value that is there, default when there is none. It is kept until
    /// <paramref name="expiry"/> of it.
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

    /// <summary>The value of a key, if there is one that has not expired.</summary>
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

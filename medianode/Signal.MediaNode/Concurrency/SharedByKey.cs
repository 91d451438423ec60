namespace Signal.MediaNode.Concurrency;

/// <summary>
/// One value per key, shared by all holders. After the last holder releases it, the value is kept until it is idle: from then on a new
/// value would be equivalent, so reconnecting gains nothing.
/// </summary>
internal sealed class SharedByKey<TKey, TValue>(Func<TValue> make, Predicate<TValue> isAtRest)
    where TKey : notnull
{
    private const int Few = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private int _sweepAt = Few;

    /// <summary>The number of keys that have a value.</summary>
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

    /// <summary>Holds the value of a key until the lease is disposed.</summary>
    public Lease Hold(TKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                Sweep();
                _entries[key] = entry = new Entry(make());
            }

            return new Lease(this, entry, ++entry.Holders);
        }
    }

    private void Sweep()
    {
        if (_entries.Count < _sweepAt)
        {
            return;
        }

        foreach (var (key, entry) in _entries)
        {
            if (entry.Holders == 0 && isAtRest(entry.Value))
            {
                _entries.Remove(key);
            }
        }

        _sweepAt = Math.Max(Few, 2 * _entries.Count);
    }

    /// <summary>A lease on a shared value.</summary>
    internal sealed class Lease(SharedByKey<TKey, TValue> owner, Entry entry, int holders) : IDisposable
    {
        private bool _ended;

        public TValue Value => entry.Value;

        /// <summary>The number of holders when this lease began, including this one.</summary>
        public int Holders => holders;

        /// <inheritdoc/>
        public void Dispose()
        {
            lock (owner._lock)
            {
                entry.Holders -= _ended ? 0 : 1;
                _ended = true;
            }
        }
    }

    /// <summary>A value and its number of holders.</summary>
    internal sealed class Entry(TValue value)
    {
        public TValue Value => value;

        public int Holders { get; set; }
    }
}

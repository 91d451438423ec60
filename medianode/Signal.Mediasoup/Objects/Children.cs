namespace Signal.Mediasoup;

/// <summary>The child objects of an object. Once they have been taken, no more can be added.</summary>
internal sealed class Children<T>
    where T : notnull
{
    private readonly Lock _gate = new();
    private HashSet<T>? _items = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items?.Count ?? 0;
            }
        }
    }

    /// <summary>Adds a child; returns false if the parent has been closed.</summary>
    public bool Add(T item)
    {
        lock (_gate)
        {
            return _items?.Add(item) ?? false;
        }
    }

    public void Remove(T item)
    {
        lock (_gate)
        {
            _items?.Remove(item);
        }
    }

    /// <summary>Takes all children of a parent that closes.</summary>
    public IReadOnlyCollection<T> TakeAll()
    {
        lock (_gate)
        {
            var items = _items;
            _items = null;
            return items ?? [];
        }
    }
}

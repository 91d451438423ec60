namespace Signal.Mediasoup;

/// <summary>The objects that belong to another. Once they are taken, no more can be added.</summary>
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

    /// <summary>Adds one; false if the parent has been closed.</summary>
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

    /// <summary>Takes them all, for a parent that closes.</summary>
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

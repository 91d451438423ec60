using System.Collections;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>A queue of messages that tracks their total size.</summary>
internal sealed class MessageQueue : IEnumerable<OutboxItem>
{
    private readonly Queue<OutboxItem> _items = new();

    public MessageQueue(params IEnumerable<OutboxItem> items)
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    public int Count => _items.Count;

    public long Bytes { get; private set; }

    /// <summary>The oldest message; null when the queue is empty.</summary>
    public OutboxItem? First => _items.TryPeek(out var first) ? first : null;

    public void Add(OutboxItem item)
    {
        _items.Enqueue(item);
        Bytes += item.Bytes;
    }

    /// <summary>Removes and returns the oldest message; null when the queue is empty.</summary>
    public OutboxItem? TryTake()
    {
        if (!_items.TryDequeue(out var item))
        {
            return null;
        }

        Bytes -= item.Bytes;
        return item;
    }

    /// <summary>Drops the oldest messages until the limits are met.</summary>
    public void Trim(int maxCount, long maxBytes)
    {
        while (Count > maxCount || Bytes > maxBytes)
        {
            TryTake();
        }
    }

    public void Clear()
    {
        _items.Clear();
        Bytes = 0;
    }

    public IEnumerator<OutboxItem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

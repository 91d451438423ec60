namespace Signal.ServiceBusEmulator.Queues;

/// <summary>Stores message ids for duplicate detection.</summary>
internal sealed class DuplicateHistory(TimeSpan window)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset Until)> _order = new();

    /// <summary>Adds an id; returns false when it is a duplicate.</summary>
    public bool Add(string messageId, DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _seen.Remove(_order.Dequeue().Id);
        }

        if (!_seen.Add(messageId))
        {
            return false;
        }

        _order.Enqueue((messageId, now + window));
        return true;
    }
}

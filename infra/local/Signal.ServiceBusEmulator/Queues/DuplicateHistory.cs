namespace Signal.ServiceBusEmulator.Queues;

/// <summary>Remembers message ids for a while.</summary>
internal sealed class DuplicateHistory(TimeSpan window)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset Until)> _order = new();

    /// <summary>True when the id is new; it is remembered from now on.</summary>
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

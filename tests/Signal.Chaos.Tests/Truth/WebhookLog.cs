namespace Signal.Chaos.Tests.Truth;

/// <summary>The deliveries that a webhook receiver has accepted, in order.</summary>
internal sealed class WebhookLog(History history)
{
    private readonly Lock _lock = new();
    private readonly List<WebhookRecord> _records = [];

    /// <summary>All deliveries so far, including repeated ones.</summary>
    public IReadOnlyList<WebhookRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    public void Add(WebhookRecord record)
    {
        lock (_lock)
        {
            _records.Add(record);
        }

        history.Add(
            $"webhook {record.Type} {record.RoomId} {record.NodeId} {record.UserId} {record.PeerId} {record.Reason}"
                + $" at {record.Time:HH:mm:ss.fff} #{record.Sequence.TrimStart('0')}");
    }
}

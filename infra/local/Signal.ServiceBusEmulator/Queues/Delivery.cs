namespace Signal.ServiceBusEmulator.Queues;

/// <summary>A message as it is handed out: a snapshot.</summary>
internal sealed record Delivery(
    MessageContent Content,
    long SequenceNumber,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? ScheduledFor,
    MessageState State,
    int DeliveryCount,
    string? DeadLetterSource,
    Guid? LockToken,
    DateTimeOffset? LockedUntil)
{
    public static Delivery Of(StoredMessage message) => new(
        message.Content,
        message.SequenceNumber,
        message.EnqueuedAt,
        message.ExpiresAt,
        message.ScheduledFor,
        message.State,
        message.DeliveryCount,
        message.DeadLetterSource,
        message.Lock?.Token,
        message.Lock?.Session?.Until ?? message.Lock?.Until);
}

namespace Signal.ServiceBusEmulator.Queues;

/// <summary>A snapshot of a message for delivery to a receiver.</summary>
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

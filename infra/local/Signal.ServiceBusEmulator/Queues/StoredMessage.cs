namespace Signal.ServiceBusEmulator.Queues;

/// <summary>A message in a queue, guarded by the lock of the queue.</summary>
internal sealed class StoredMessage
{
    public required long SequenceNumber { get; init; }

    public required MessageContent Content { get; set; }

    public required DateTimeOffset EnqueuedAt { get; set; }

    public required MessageState State { get; set; }

    /// <summary>The time at which a scheduled message becomes visible.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>The expiry time; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The number of failed deliveries.</summary>
    public int DeliveryCount { get; set; }

    /// <summary>The queue from which the message was dead-lettered.</summary>
    public string? DeadLetterSource { get; init; }

    public MessageLock? Lock { get; set; }

    /// <summary>When something happens to the message by itself: it becomes visible, or its lock or the message expires.</summary>
    public IEnumerable<DateTimeOffset> DueTimes =>
        new[] { State == MessageState.Scheduled ? ScheduledFor : ExpiresAt, Lock is { Session: null } held ? held.Until : null }.OfType<DateTimeOffset>();
}

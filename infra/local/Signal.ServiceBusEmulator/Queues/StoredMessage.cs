namespace Signal.ServiceBusEmulator.Queues;

/// <summary>A message in a queue. Its queue's lock guards it.</summary>
internal sealed class StoredMessage
{
    public required long SequenceNumber { get; init; }

    public required MessageContent Content { get; set; }

    public required DateTimeOffset EnqueuedAt { get; set; }

    public required MessageState State { get; set; }

    /// <summary>When a scheduled message becomes visible.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>When the message expires; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Failed deliveries so far.</summary>
    public int DeliveryCount { get; set; }

    /// <summary>The queue that the message was dead-lettered in.</summary>
    public string? DeadLetterSource { get; init; }

    public MessageLock? Lock { get; set; }
}

namespace Signal.ServiceBusEmulator.Entities;

/// <summary>
/// The declaration of a queue in the entities file. Names and meanings are those of the resource type
/// <c>Microsoft.ServiceBus/namespaces/queues</c>
/// (https://learn.microsoft.com/azure/templates/microsoft.servicebus/namespaces/queues), since the deployment reads the same file.
/// </summary>
public sealed record QueueDescription
{
    /// <summary>The name of the queue; case-insensitive for clients.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the queue requires sessions.</summary>
    public bool RequiresSession { get; init; }

    /// <summary>The number of deliveries after which a message is dead-lettered.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>The lock duration of messages and sessions.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum and default time to live of messages.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether expired messages are dead-lettered instead of deleted.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>A message whose id was seen within <see cref="DuplicateDetectionHistoryTimeWindow"/> is accepted and discarded.</summary>
    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>The time for which message ids are stored for duplicate detection.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The maximum total size of the messages in the queue, including dead letters.</summary>
    public int MaxSizeInMegabytes { get; init; } = 1024;
}

namespace Signal.ServiceBusEmulator.Entities;

/// <summary>
/// What the entities file says of a queue. The names and meanings are those of the resource type
/// <c>Microsoft.ServiceBus/namespaces/queues</c> (https://learn.microsoft.com/azure/templates/microsoft.servicebus/namespaces/queues), since the deployment reads the same file.
/// </summary>
public sealed record QueueDescription
{
    /// <summary>The queue's name; case does not matter to clients.</summary>
    public required string Name { get; init; }

    /// <summary>Messages carry a session id, and receivers lock sessions.</summary>
    public bool RequiresSession { get; init; }

    /// <summary>Deliveries before a message goes to the dead-letter queue.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a message, or a session, stays locked without renewal.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest that a message lives, and how long it lives when it does not say.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Expired messages go to the dead-letter queue instead of vanishing.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>A message whose id was seen within <see cref="DuplicateDetectionHistoryTimeWindow"/> is taken and dropped.</summary>
    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>How long message ids are remembered.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>All messages of the queue together, dead letters included; more are refused.</summary>
    public int MaxSizeInMegabytes { get; init; } = 1024;
}

using Amqp;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

/// <summary>A message that was received and is locked until it is settled or its lock runs out.</summary>
public sealed record BusDelivery
{
    internal BusDelivery(Message received) => Received = received;

    /// <summary>The message.</summary>
    public required BusMessage Message { get; init; }

    /// <summary>Names the lock.</summary>
    public required Guid LockToken { get; init; }

    /// <summary>Which delivery this is: 1 is the first.</summary>
    public required int DeliveryCount { get; init; }

    /// <summary>The broker's number of the message; grows with every message of the queue.</summary>
    public required long SequenceNumber { get; init; }

    /// <summary>When the broker took the message.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When the lock ends unless it is renewed.</summary>
    public required DateTimeOffset LockedUntil { get; init; }

    /// <summary>The subject of the message, if any.</summary>
    public string? Subject { get; init; }

    /// <summary>The MIME type of the body, if the sender told it.</summary>
    public string? ContentType { get; init; }

    /// <summary>The correlation id, if any.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The sender's own properties.</summary>
    public required IReadOnlyDictionary<string, object?> Properties { get; init; }

    internal Message Received { get; }
}

namespace Signal.Contracts.Bus;

/// <summary>A message on the bus.</summary>
public sealed record BusMessage
{
    /// <summary>JSON, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The message id, by which duplicates are detected; null: the bus generates one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The session, for queues that have sessions.</summary>
    public string? SessionId { get; init; }

    /// <summary>The time to live, after which the broker drops the message; null: the queue's default.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The W3C trace context (<c>traceparent</c>); set by the bus from the current activity when null.</summary>
    public string? TraceParent { get; init; }
}

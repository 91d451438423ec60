namespace Signal.Contracts.Bus;

/// <summary>A message on the bus.</summary>
public sealed record BusMessage
{
    /// <summary>JSON, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Identifies repetitions of a message; null: the bus generates one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The session, for queues that have sessions.</summary>
    public string? SessionId { get; init; }

    /// <summary>The broker drops the message after this time; null: the queue's own.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The W3C trace context (<c>traceparent</c>); set by the bus from the current activity when null.</summary>
    public string? TraceParent { get; init; }
}

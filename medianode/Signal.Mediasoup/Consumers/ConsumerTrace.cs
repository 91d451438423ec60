namespace Signal.Mediasoup;

/// <summary>One trace event of a consumer.</summary>
public sealed record ConsumerTrace
{
    /// <summary>The event type.</summary>
    public required ConsumerTraceEventType Type { get; init; }

    /// <summary>The timestamp, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The direction.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>Details of the event; null for NACKs.</summary>
    public TraceInfo? Info { get; init; }
}

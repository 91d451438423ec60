namespace Signal.Mediasoup;

/// <summary>One trace event of a transport.</summary>
public sealed record TransportTrace
{
    /// <summary>The event type.</summary>
    public required TransportTraceEventType Type { get; init; }

    /// <summary>The timestamp, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The direction.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>The bandwidth estimation, for events of that type.</summary>
    public BweTraceInfo? Info { get; init; }
}

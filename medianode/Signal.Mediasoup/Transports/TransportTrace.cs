namespace Signal.Mediasoup;

/// <summary>One trace event of a transport.</summary>
public sealed record TransportTrace
{
    /// <summary>The type of event.</summary>
    public required TransportTraceEventType Type { get; init; }

    /// <summary>When, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Which way.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>The bandwidth estimation, for an event of that type.</summary>
    public BweTraceInfo? Info { get; init; }
}

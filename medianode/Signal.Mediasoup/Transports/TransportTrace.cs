namespace Signal.Mediasoup;

/// <summary>One trace event of a transport.</summary>
public sealed record TransportTrace
{
    /// <summary>What it tells of.</summary>
    public required TransportTraceEventType Type { get; init; }

    /// <summary>When, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Which way.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>The estimation, if it tells of one.</summary>
    public BweTraceInfo? Info { get; init; }
}

namespace Signal.Mediasoup;

/// <summary>One trace event of a producer.</summary>
public sealed record ProducerTrace
{
    /// <summary>The type of event.</summary>
    public required ProducerTraceEventType Type { get; init; }

    /// <summary>When, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Which way.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>More of it, for all but NACKs.</summary>
    public TraceInfo? Info { get; init; }
}

namespace Signal.Mediasoup;

/// <summary>One trace event of a consumer.</summary>
public sealed record ConsumerTrace
{
    /// <summary>The type of event.</summary>
    public required ConsumerTraceEventType Type { get; init; }

    /// <summary>When, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Which way.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>More of it, for all but NACKs.</summary>
    public TraceInfo? Info { get; init; }
}

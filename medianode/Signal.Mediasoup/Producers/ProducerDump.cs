using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a producer.</summary>
public sealed record ProducerDump
{
    /// <summary>The producer's id.</summary>
    public required ProducerId Id { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>How its streams make up its media.</summary>
    public required ProducerType Type { get; init; }

    /// <summary>What the endpoint sends.</summary>
    public required RtpParameters RtpParameters { get; init; }

    /// <summary>How that is mapped.</summary>
    public required RtpMappingDump RtpMapping { get; init; }

    /// <summary>The streams that have come.</summary>
    public required ImmutableArray<RtpStreamDump> RtpStreams { get; init; }

    /// <summary>What it traces.</summary>
    public required ImmutableArray<ProducerTraceEventType> TraceEventTypes { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }
}

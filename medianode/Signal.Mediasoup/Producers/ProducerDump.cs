using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a producer.</summary>
public sealed record ProducerDump
{
    /// <summary>The producer's id.</summary>
    public required ProducerId Id { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The producer type.</summary>
    public required ProducerType Type { get; init; }

    /// <summary>The RTP parameters of the endpoint's stream.</summary>
    public required RtpParameters RtpParameters { get; init; }

    /// <summary>The mapping to the router's payload types and SSRCs.</summary>
    public required RtpMappingDump RtpMapping { get; init; }

    /// <summary>The received RTP streams.</summary>
    public required ImmutableArray<RtpStreamDump> RtpStreams { get; init; }

    /// <summary>The enabled trace event types.</summary>
    public required ImmutableArray<ProducerTraceEventType> TraceEventTypes { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }
}

using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a consumer.</summary>
public sealed record ConsumerDump
{
    /// <summary>The consumer's id.</summary>
    public required ConsumerId Id { get; init; }

    /// <summary>The consumer type.</summary>
    public required ConsumerType Type { get; init; }

    /// <summary>The id of its producer.</summary>
    public required ProducerId ProducerId { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The RTP parameters that it sends with.</summary>
    public required RtpParameters RtpParameters { get; init; }

    /// <summary>The encodings of the producer, as mapped by the router.</summary>
    public required ImmutableArray<RtpEncodingParameters> ConsumableRtpEncodings { get; init; }

    /// <summary>The payload types that the endpoint supports.</summary>
    public required ImmutableArray<byte> SupportedCodecPayloadTypes { get; init; }

    /// <summary>The enabled trace event types.</summary>
    public required ImmutableArray<ConsumerTraceEventType> TraceEventTypes { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Whether its producer is paused.</summary>
    public required bool ProducerPaused { get; init; }

    /// <summary>Its priority, from 1 to 255.</summary>
    public required byte Priority { get; init; }

    /// <summary>The RTP streams that it sends: one, except for a pipe consumer.</summary>
    public required ImmutableArray<RtpStreamDump> RtpStreams { get; init; }

    /// <summary>The preferred spatial layer, with simulcast and SVC.</summary>
    public short? PreferredSpatialLayer { get; init; }

    /// <summary>The target spatial layer; -1 for none.</summary>
    public short? TargetSpatialLayer { get; init; }

    /// <summary>The spatial layer that is currently sent; -1 for none.</summary>
    public short? CurrentSpatialLayer { get; init; }

    /// <summary>The preferred temporal layer.</summary>
    public short? PreferredTemporalLayer { get; init; }

    /// <summary>The target temporal layer; -1 for none.</summary>
    public short? TargetTemporalLayer { get; init; }

    /// <summary>The temporal layer that is currently sent; -1 for none.</summary>
    public short? CurrentTemporalLayer { get; init; }
}

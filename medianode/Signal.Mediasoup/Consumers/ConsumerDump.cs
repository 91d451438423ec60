using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a consumer.</summary>
public sealed record ConsumerDump
{
    /// <summary>The consumer's id.</summary>
    public required ConsumerId Id { get; init; }

    /// <summary>How it sends.</summary>
    public required ConsumerType Type { get; init; }

    /// <summary>Its producer.</summary>
    public required ProducerId ProducerId { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>What it sends.</summary>
    public required RtpParameters RtpParameters { get; init; }

    /// <summary>The producer's streams as the router knows them.</summary>
    public required ImmutableArray<RtpEncodingParameters> ConsumableRtpEncodings { get; init; }

    /// <summary>The payload types that the endpoint takes.</summary>
    public required ImmutableArray<byte> SupportedCodecPayloadTypes { get; init; }

    /// <summary>What it traces.</summary>
    public required ImmutableArray<ConsumerTraceEventType> TraceEventTypes { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Whether its producer is paused.</summary>
    public required bool ProducerPaused { get; init; }

    /// <summary>Its priority, from 1 to 255.</summary>
    public required byte Priority { get; init; }

    /// <summary>The streams that it sends: one, unless it is a pipe.</summary>
    public required ImmutableArray<RtpStreamDump> RtpStreams { get; init; }

    /// <summary>The spatial layer wished for, with simulcast and SVC.</summary>
    public short? PreferredSpatialLayer { get; init; }

    /// <summary>The spatial layer aimed at; -1 for none.</summary>
    public short? TargetSpatialLayer { get; init; }

    /// <summary>The spatial layer sent; -1 for none.</summary>
    public short? CurrentSpatialLayer { get; init; }

    /// <summary>The temporal layer wished for.</summary>
    public short? PreferredTemporalLayer { get; init; }

    /// <summary>The temporal layer aimed at; -1 for none.</summary>
    public short? TargetTemporalLayer { get; init; }

    /// <summary>The temporal layer sent; -1 for none.</summary>
    public short? CurrentTemporalLayer { get; init; }
}

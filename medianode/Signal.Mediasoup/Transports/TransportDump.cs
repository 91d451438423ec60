using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The inside of a transport.</summary>
[JsonDerivedType(typeof(WebRtcTransportDump))]
[JsonDerivedType(typeof(PlainTransportDump))]
[JsonDerivedType(typeof(PipeTransportDump))]
[JsonDerivedType(typeof(DirectTransportDump))]
public abstract record TransportDump
{
    private protected TransportDump()
    {
    }

    /// <summary>The transport's id.</summary>
    public required TransportId Id { get; init; }

    /// <summary>Its producers.</summary>
    public required ImmutableArray<ProducerId> ProducerIds { get; init; }

    /// <summary>Its consumers.</summary>
    public required ImmutableArray<ConsumerId> ConsumerIds { get; init; }

    /// <summary>Consumers by SSRC.</summary>
    public required ImmutableArray<KeyValue<uint, ConsumerId>> MapSsrcConsumerId { get; init; }

    /// <summary>Consumers by RTX SSRC.</summary>
    public required ImmutableArray<KeyValue<uint, ConsumerId>> MapRtxSsrcConsumerId { get; init; }

    /// <summary>Its data producers.</summary>
    public required ImmutableArray<DataProducerId> DataProducerIds { get; init; }

    /// <summary>Its data consumers.</summary>
    public required ImmutableArray<DataConsumerId> DataConsumerIds { get; init; }

    /// <summary>Header extensions that it reads.</summary>
    public required RecvRtpHeaderExtensions RecvRtpHeaderExtensions { get; init; }

    /// <summary>Producers by what is in RTP packets.</summary>
    public required RtpListenerDump RtpListener { get; init; }

    /// <summary>The largest message that data consumers send, in bytes.</summary>
    public required uint MaxSendMessageSize { get; init; }

    /// <summary>The largest message that data producers take, in bytes.</summary>
    public required uint MaxReceiveMessageSize { get; init; }

    /// <summary>The SCTP association, if SCTP is enabled.</summary>
    public SctpParameters? SctpParameters { get; init; }

    /// <summary>Its state.</summary>
    public SctpState? SctpState { get; init; }

    /// <summary>What was agreed on, once it is connected.</summary>
    public SctpNegotiatedCapabilities? SctpNegotiatedCapabilities { get; init; }

    /// <summary>Data producers by SCTP stream.</summary>
    public SctpListenerDump? SctpListener { get; init; }

    /// <summary>What it traces.</summary>
    public required ImmutableArray<TransportTraceEventType> TraceEventTypes { get; init; }
}

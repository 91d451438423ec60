using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>The internal state of a transport.</summary>
[JsonDerivedType(typeof(WebRtcTransportDump))]
[JsonDerivedType(typeof(PlainTransportDump))]
[JsonDerivedType(typeof(PipeTransportDump))]
[JsonDerivedType(typeof(DirectTransportDump))]
public abstract record TransportDump
{
    private protected TransportDump()
    {
    }

    [SetsRequiredMembers]
    private protected TransportDump(FBS.Transport.Dump dump)
    {
        Id = TransportId.From(dump.Id);
        ProducerIds = Vectors.Read(dump, dump.ProducerIdsLength, static (d, i) => ProducerId.From(d.ProducerIds(i)));
        ConsumerIds = Vectors.Read(dump, dump.ConsumerIdsLength, static (d, i) => ConsumerId.From(d.ConsumerIds(i)));
        MapSsrcConsumerId = Vectors.Read(
            dump, dump.MapSsrcConsumerIdLength, static (d, i) => Vectors.Numbered<ConsumerId>(d.MapSsrcConsumerId(i)!.Value));
        MapRtxSsrcConsumerId = Vectors.Read(
            dump, dump.MapRtxSsrcConsumerIdLength, static (d, i) => Vectors.Numbered<ConsumerId>(d.MapRtxSsrcConsumerId(i)!.Value));
        DataProducerIds = Vectors.Read(dump, dump.DataProducerIdsLength, static (d, i) => DataProducerId.From(d.DataProducerIds(i)));
        DataConsumerIds = Vectors.Read(dump, dump.DataConsumerIdsLength, static (d, i) => DataConsumerId.From(d.DataConsumerIds(i)));
        RecvRtpHeaderExtensions = TransportDumpReader.Extensions(dump.RecvRtpHeaderExtensions!.Value);
        RtpListener = TransportDumpReader.Listener(dump.RtpListener!.Value);
        MaxSendMessageSize = dump.MaxSendMessageSize;
        MaxReceiveMessageSize = dump.MaxReceiveMessageSize;
        SctpParameters = TransportReader.Sctp(dump.SctpParameters);
        SctpState = TransportReader.State(dump.SctpState);
        SctpNegotiatedCapabilities = TransportReader.Negotiated(dump.SctpNegotiatedCapabilities);
        SctpListener = TransportDumpReader.Listener(dump.SctpListener);
        TraceEventTypes = Vectors.Read(dump, dump.TraceEventTypesLength, static (d, i) => (TransportTraceEventType)d.TraceEventTypes(i));
    }

    /// <summary>The transport's id.</summary>
    public required TransportId Id { get; init; }

    /// <summary>The ids of its producers.</summary>
    public required ImmutableArray<ProducerId> ProducerIds { get; init; }

    /// <summary>The ids of its consumers.</summary>
    public required ImmutableArray<ConsumerId> ConsumerIds { get; init; }

    /// <summary>Consumers by SSRC.</summary>
    public required ImmutableArray<KeyValue<uint, ConsumerId>> MapSsrcConsumerId { get; init; }

    /// <summary>Consumers by RTX SSRC.</summary>
    public required ImmutableArray<KeyValue<uint, ConsumerId>> MapRtxSsrcConsumerId { get; init; }

    /// <summary>The ids of its data producers.</summary>
    public required ImmutableArray<DataProducerId> DataProducerIds { get; init; }

    /// <summary>The ids of its data consumers.</summary>
    public required ImmutableArray<DataConsumerId> DataConsumerIds { get; init; }

    /// <summary>The ids of the header extensions that it reads.</summary>
    public required RecvRtpHeaderExtensions RecvRtpHeaderExtensions { get; init; }

    /// <summary>The mapping of RTP packets to producers.</summary>
    public required RtpListenerDump RtpListener { get; init; }

    /// <summary>The largest message that data consumers send, in bytes.</summary>
    public required uint MaxSendMessageSize { get; init; }

    /// <summary>The largest message that data producers accept, in bytes.</summary>
    public required uint MaxReceiveMessageSize { get; init; }

    /// <summary>The SCTP parameters, if SCTP is enabled; otherwise null.</summary>
    public SctpParameters? SctpParameters { get; init; }

    /// <summary>The state of the SCTP association.</summary>
    public SctpState? SctpState { get; init; }

    /// <summary>The negotiated SCTP capabilities, once the association is connected; otherwise null.</summary>
    public SctpNegotiatedCapabilities? SctpNegotiatedCapabilities { get; init; }

    /// <summary>The mapping of SCTP streams to data producers.</summary>
    public SctpListenerDump? SctpListener { get; init; }

    /// <summary>The enabled trace event types.</summary>
    public required ImmutableArray<TransportTraceEventType> TraceEventTypes { get; init; }
}

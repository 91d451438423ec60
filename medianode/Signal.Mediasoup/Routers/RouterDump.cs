using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a router.</summary>
public sealed record RouterDump
{
    /// <summary>The router's id.</summary>
    public required RouterId Id { get; init; }

    /// <summary>Its transports.</summary>
    public required ImmutableArray<TransportId> TransportIds { get; init; }

    /// <summary>Its RTP observers.</summary>
    public required ImmutableArray<RtpObserverId> RtpObserverIds { get; init; }

    /// <summary>The consumers of each producer.</summary>
    public required ImmutableArray<KeyValues<ProducerId, ConsumerId>> MapProducerIdConsumerIds { get; init; }

    /// <summary>The producer of each consumer.</summary>
    public required ImmutableArray<KeyValue<ConsumerId, ProducerId>> MapConsumerIdProducerId { get; init; }

    /// <summary>The observers of each producer.</summary>
    public required ImmutableArray<KeyValues<ProducerId, RtpObserverId>> MapProducerIdObserverIds { get; init; }

    /// <summary>The data consumers of each data producer.</summary>
    public required ImmutableArray<KeyValues<DataProducerId, DataConsumerId>> MapDataProducerIdDataConsumerIds { get; init; }

    /// <summary>The data producer of each data consumer.</summary>
    public required ImmutableArray<KeyValue<DataConsumerId, DataProducerId>> MapDataConsumerIdDataProducerId { get; init; }
}

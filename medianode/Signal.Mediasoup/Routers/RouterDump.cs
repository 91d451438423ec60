using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a router.</summary>
public sealed record RouterDump
{
    /// <summary>The router's id.</summary>
    public required RouterId Id { get; init; }

    /// <summary>The ids of its transports.</summary>
    public required ImmutableArray<TransportId> TransportIds { get; init; }

    /// <summary>The ids of its RTP observers.</summary>
    public required ImmutableArray<RtpObserverId> RtpObserverIds { get; init; }

    /// <summary>The consumers by producer.</summary>
    public required ImmutableArray<KeyValues<ProducerId, ConsumerId>> MapProducerIdConsumerIds { get; init; }

    /// <summary>The producer by consumer.</summary>
    public required ImmutableArray<KeyValue<ConsumerId, ProducerId>> MapConsumerIdProducerId { get; init; }

    /// <summary>The RTP observers by producer.</summary>
    public required ImmutableArray<KeyValues<ProducerId, RtpObserverId>> MapProducerIdObserverIds { get; init; }

    /// <summary>The data consumers by data producer.</summary>
    public required ImmutableArray<KeyValues<DataProducerId, DataConsumerId>> MapDataProducerIdDataConsumerIds { get; init; }

    /// <summary>The data producer by data consumer.</summary>
    public required ImmutableArray<KeyValue<DataConsumerId, DataProducerId>> MapDataConsumerIdDataProducerId { get; init; }
}

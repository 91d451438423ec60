using FBS.Router;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the dump of a router.</summary>
internal static class RouterReader
{
    public static RouterDump Dump(DumpResponse dump) => new()
    {
        Id = RouterId.From(dump.Id),
        TransportIds = Vectors.Read(dump, dump.TransportIdsLength, static (d, i) => TransportId.From(d.TransportIds(i))),
        RtpObserverIds = Vectors.Read(dump, dump.RtpObserverIdsLength, static (d, i) => RtpObserverId.From(d.RtpObserverIds(i))),
        MapProducerIdConsumerIds = Vectors.Read(
            dump,
            dump.MapProducerIdConsumerIdsLength,
            static (d, i) => Vectors.Group<ProducerId, ConsumerId>(d.MapProducerIdConsumerIds(i)!.Value)),
        MapConsumerIdProducerId = Vectors.Read(
            dump,
            dump.MapConsumerIdProducerIdLength,
            static (d, i) => Vectors.Pair<ConsumerId, ProducerId>(d.MapConsumerIdProducerId(i)!.Value)),
        MapProducerIdObserverIds = Vectors.Read(
            dump,
            dump.MapProducerIdObserverIdsLength,
            static (d, i) => Vectors.Group<ProducerId, RtpObserverId>(d.MapProducerIdObserverIds(i)!.Value)),
        MapDataProducerIdDataConsumerIds = Vectors.Read(
            dump,
            dump.MapDataProducerIdDataConsumerIdsLength,
            static (d, i) => Vectors.Group<DataProducerId, DataConsumerId>(d.MapDataProducerIdDataConsumerIds(i)!.Value)),
        MapDataConsumerIdDataProducerId = Vectors.Read(
            dump,
            dump.MapDataConsumerIdDataProducerIdLength,
            static (d, i) => Vectors.Pair<DataConsumerId, DataProducerId>(d.MapDataConsumerIdDataProducerId(i)!.Value)),
    };
}

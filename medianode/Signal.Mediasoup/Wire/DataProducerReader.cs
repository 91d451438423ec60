using FBS.DataProducer;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the worker's messages about data producers.</summary>
internal static class DataProducerReader
{
    public static DataProducerDump Dump(DumpResponse dump) => new()
    {
        Id = DataProducerId.From(dump.Id),
        Type = (DataProducerType)dump.Type,
        SctpStreamParameters = TransportReader.Stream(dump.SctpStreamParameters),
        Label = dump.Label,
        Protocol = dump.Protocol,
        Paused = dump.Paused,
    };

    public static DataProducerStat Stat(GetStatsResponse stat) => new()
    {
        Timestamp = (long)stat.Timestamp,
        Label = stat.Label,
        Protocol = stat.Protocol,
        MessagesReceived = (long)stat.MessagesReceived,
        BytesReceived = (long)stat.BytesReceived,
    };
}

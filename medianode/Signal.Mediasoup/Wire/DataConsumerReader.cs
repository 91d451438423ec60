using FBS.DataConsumer;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the worker's messages about data consumers.</summary>
internal static class DataConsumerReader
{
    public static DataConsumerDump Dump(DumpResponse dump) => new()
    {
        Id = DataConsumerId.From(dump.Id),
        DataProducerId = DataProducerId.From(dump.DataProducerId),
        Type = (DataConsumerType)dump.Type,
        SctpStreamParameters = TransportReader.Stream(dump.SctpStreamParameters),
        Label = dump.Label,
        Protocol = dump.Protocol,
        BufferedAmount = dump.BufferedAmount,
        BufferedAmountLowThreshold = dump.BufferedAmountLowThreshold,
        Paused = dump.Paused,
        DataProducerPaused = dump.DataProducerPaused,
        Subchannels = Vectors.Read(dump, dump.SubchannelsLength, static (d, i) => d.Subchannels(i)),
    };

    public static DataConsumerStat Stat(GetStatsResponse stat) => new()
    {
        Timestamp = (long)stat.Timestamp,
        Label = stat.Label,
        Protocol = stat.Protocol,
        MessagesSent = (long)stat.MessagesSent,
        BytesSent = (long)stat.BytesSent,
        BufferedAmount = stat.BufferedAmount,
    };
}

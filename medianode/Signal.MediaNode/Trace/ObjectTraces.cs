using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Trace;

/// <summary>Describes the transports and streams of a peer. The requests to the worker run concurrently.</summary>
internal static class ObjectTraces
{
    public static async Task<PeerTrace> AddAsync(PeerTrace peer, PeerSnapshot objects, StatisticsReader statistics)
    {
        var transports = Task.WhenAll(objects.Transports.Select(entry => OfAsync(entry, statistics)));
        var producers = Task.WhenAll(objects.Producers.Take(RoomTracer.MaxStreams).Select(stream => OfAsync(stream, statistics)));
        var consumers = Task.WhenAll(objects.Consumers.Take(RoomTracer.MaxStreams).Select(consumer => OfAsync(consumer, statistics)));
        var dataProducers = Task.WhenAll(objects.DataProducers.Take(RoomTracer.MaxStreams).Select(stream => OfAsync(stream, statistics)));
        var dataConsumers = Task.WhenAll(objects.DataConsumers.Take(RoomTracer.MaxStreams).Select(consumer => OfAsync(consumer, statistics)));
        return peer with
        {
            Transports = await transports,
            Producers = await producers,
            Consumers = await consumers,
            DataProducers = await dataProducers,
            DataConsumers = await dataConsumers,
            Omitted = new[] { objects.Producers.Count, objects.Consumers.Count, objects.DataProducers.Count, objects.DataConsumers.Count }
                .Sum(count => Math.Max(0, count - RoomTracer.MaxStreams)),
            Partial = statistics.Incomplete,
        };
    }

    private static async Task<TransportTrace> OfAsync(PeerTransport entry, StatisticsReader statistics)
    {
        var transport = entry.Transport;
        var stats = await statistics.OneAsync(transport.GetStatsAsync);
        return new TransportTrace(
            transport.Id.Value,
            entry.Consuming ? "receive" : "send",
            transport.IceState,
            transport.DtlsState,
            transport.SctpState,
            transport.IceSelectedTuple,
            stats);
    }

    private static async Task<StreamTrace> OfAsync(SentMedia stream, StatisticsReader statistics) => new()
    {
        Id = stream.Info.ProducerId,
        Kind = stream.Info.Kind,
        Source = stream.Info.Source,
        MimeType = stream.Info.MimeType,
        Paused = stream.Producer.Paused,
        Score = stream.Producer.Score is [var best, ..] ? best.Score : null,
        Stats = await statistics.ManyAsync(stream.Producer.GetStatsAsync),
    };

    private static async Task<StreamTrace> OfAsync(Consumer consumer, StatisticsReader statistics) => new()
    {
        Id = consumer.Id.Value,
        ProducerId = consumer.ProducerId.Value,
        Kind = consumer.Kind == MediaKind.Audio ? "audio" : "video",
        MimeType = consumer.RtpParameters.Codecs[0].MimeType,
        Paused = consumer.Paused,
        ProducerPaused = consumer.ProducerPaused,
        Score = consumer.Score.Score,
        Layers = consumer.CurrentLayers,
        Stats = await statistics.ManyAsync(consumer.GetStatsAsync),
    };

    private static async Task<StreamTrace> OfAsync(SentData stream, StatisticsReader statistics) => new()
    {
        Id = stream.Info.ProducerId,
        Kind = "data",
        Source = stream.Producer.Label,
        Paused = stream.Producer.Paused,
        Stats = await statistics.OneAsync(stream.Producer.GetStatsAsync),
    };

    private static async Task<StreamTrace> OfAsync(DataConsumer consumer, StatisticsReader statistics) => new()
    {
        Id = consumer.Id.Value,
        ProducerId = consumer.DataProducerId.Value,
        Kind = "data",
        Source = consumer.Label,
        Paused = consumer.Paused,
        ProducerPaused = consumer.DataProducerPaused,
        Stats = await statistics.OneAsync(consumer.GetStatsAsync),
    };
}

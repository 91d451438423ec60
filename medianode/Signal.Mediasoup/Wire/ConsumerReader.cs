using System.Collections.Immutable;
using FBS.Consumer;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the worker's messages about consumers.</summary>
internal static class ConsumerReader
{
    public static ConsumerState Created(FBS.Transport.ConsumeResponse response) => new(
        response.Paused, response.ProducerPaused, Read(response.Score!.Value), Read(response.PreferredLayers));

    public static Mediasoup.ConsumerScore Read(FBS.Consumer.ConsumerScore score) => new()
    {
        Score = score.Score,
        ProducerScore = score.ProducerScore,
        ProducerScores = Vectors.Read(score, score.ProducerScoresLength, static (s, i) => s.ProducerScores(i)),
    };

    public static Mediasoup.ConsumerLayers? Read(FBS.Consumer.ConsumerLayers? layers) => layers is { } given
        ? new Mediasoup.ConsumerLayers { SpatialLayer = given.SpatialLayer, TemporalLayer = given.TemporalLayer }
        : null;

    public static ImmutableArray<RtpStreamStat> Stats(GetStatsResponse response) =>
        Vectors.Read(response, response.StatsLength, static (r, i) => RtpStreamStatReader.Any(r.Stats(i)!.Value));

    public static Mediasoup.ConsumerDump Dump(DumpResponse response)
    {
        var dump = response.Data!.Value;
        var consumer = dump.Base!.Value;
        return new Mediasoup.ConsumerDump
        {
            Id = ConsumerId.From(consumer.Id),
            Type = (ConsumerType)consumer.Type,
            ProducerId = ProducerId.From(consumer.ProducerId),
            Kind = consumer.Kind.FromFbs(),
            RtpParameters = RtpParametersFbs.Read(consumer.RtpParameters!.Value),
            ConsumableRtpEncodings = Vectors.Read(
                consumer,
                consumer.ConsumableRtpEncodingsLength,
                static (c, i) => RtpEncodingParametersFbs.Read(c.ConsumableRtpEncodings(i)!.Value)),
            SupportedCodecPayloadTypes = Vectors.Read(
                consumer, consumer.SupportedCodecPayloadTypesLength, static (c, i) => c.SupportedCodecPayloadTypes(i)),
            TraceEventTypes = Vectors.Read(
                consumer, consumer.TraceEventTypesLength, static (c, i) => (ConsumerTraceEventType)c.TraceEventTypes(i)),
            Paused = consumer.Paused,
            ProducerPaused = consumer.ProducerPaused,
            Priority = consumer.Priority,
            RtpStreams = Vectors.Read(dump, dump.RtpStreamsLength, static (d, i) => RtpStreamReader.Dump(d.RtpStreams(i)!.Value)),
            PreferredSpatialLayer = dump.PreferredSpatialLayer,
            TargetSpatialLayer = dump.TargetSpatialLayer,
            CurrentSpatialLayer = dump.CurrentSpatialLayer,
            PreferredTemporalLayer = dump.PreferredTemporalLayer,
            TargetTemporalLayer = dump.TargetTemporalLayer,
            CurrentTemporalLayer = dump.CurrentTemporalLayer,
        };
    }

    /// <summary>Reads the initial state of a consumer.</summary>
    internal readonly record struct ConsumerState(
        bool Paused, bool ProducerPaused, Mediasoup.ConsumerScore Score, Mediasoup.ConsumerLayers? PreferredLayers);
}

using System.Collections.Immutable;
using FBS.Producer;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the worker's messages about producers.</summary>
internal static class ProducerReader
{
    public static ProducerDump Dump(DumpResponse dump) => new()
    {
        Id = ProducerId.From(dump.Id),
        Kind = dump.Kind.FromFbs(),
        Type = (ProducerType)dump.Type,
        RtpParameters = RtpParametersFbs.Read(dump.RtpParameters!.Value),
        RtpMapping = Mapping(dump.RtpMapping!.Value),
        RtpStreams = Vectors.Read(dump, dump.RtpStreamsLength, static (d, i) => RtpStreamReader.Dump(d.RtpStreams(i)!.Value)),
        TraceEventTypes = Vectors.Read(dump, dump.TraceEventTypesLength, static (d, i) => (ProducerTraceEventType)d.TraceEventTypes(i)),
        Paused = dump.Paused,
    };

    public static ImmutableArray<RtpStreamRecvStat> Stats(GetStatsResponse response) =>
        Vectors.Read(response, response.StatsLength, static (r, i) => RtpStreamStatReader.Received(r.Stats(i)!.Value));

    public static ImmutableArray<ProducerScore> Scores(ScoreNotification notification) =>
        Vectors.Read(notification, notification.ScoresLength, static (n, i) => Score(n.Scores(i)!.Value));

    public static ProducerVideoOrientation Orientation(VideoOrientationChangeNotification notification) => new()
    {
        Camera = notification.Camera,
        Flip = notification.Flip,
        Rotation = notification.Rotation,
    };

    private static ProducerScore Score(Score score) => new()
    {
        EncodingIdx = score.EncodingIdx,
        Ssrc = score.Ssrc,
        Rid = score.Rid is { Length: > 0 } rid ? rid : null,
        Score = score.Score_,
    };

    private static RtpMappingDump Mapping(FBS.RtpParameters.RtpMapping mapping) => new()
    {
        Codecs = Vectors.Read(mapping, mapping.CodecsLength, static (m, i) => new CodecMappingDump
        {
            PayloadType = m.Codecs(i)!.Value.PayloadType,
            MappedPayloadType = m.Codecs(i)!.Value.MappedPayloadType,
        }),
        Encodings = Vectors.Read(mapping, mapping.EncodingsLength, static (m, i) => new EncodingMappingDump
        {
            Rid = m.Encodings(i)!.Value.Rid is { Length: > 0 } rid ? rid : null,
            Ssrc = m.Encodings(i)!.Value.Ssrc,
            MappedSsrc = m.Encodings(i)!.Value.MappedSsrc,
        }),
    };
}

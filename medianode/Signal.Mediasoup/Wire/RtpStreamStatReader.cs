using FBS.RtpStream;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the statistics of RTP streams.</summary>
internal static class RtpStreamStatReader
{
    public static RtpStreamStat Any(Stats stat) =>
        stat.DataType == StatsData.RecvStats ? Received(stat) : Sent(stat);

    public static RtpStreamRecvStat Received(Stats stat)
    {
        var stats = stat.DataAsRecvStats();
        var b = stats.Base!.Value.DataAsBaseStats();
        return new RtpStreamRecvStat
        {
            Timestamp = (long)b.Timestamp,
            Ssrc = b.Ssrc,
            RtxSsrc = b.RtxSsrc,
            Rid = b.Rid is { Length: > 0 } rid ? rid : null,
            Kind = (MediaKind)b.Kind,
            MimeType = b.MimeType,
            PacketsLost = b.PacketsLost,
            FractionLost = b.FractionLost,
            Jitter = b.Jitter,
            PacketsDiscarded = (long)b.PacketsDiscarded,
            PacketsRetransmitted = (long)b.PacketsRetransmitted,
            PacketsRepaired = (long)b.PacketsRepaired,
            NackCount = (long)b.NackCount,
            NackPacketCount = (long)b.NackPacketCount,
            PliCount = (long)b.PliCount,
            FirCount = (long)b.FirCount,
            RoundTripTime = b.RoundTripTime,
            RtxPacketsDiscarded = b.RtxPacketsDiscarded == 0 ? null : (long)b.RtxPacketsDiscarded,
            Score = b.Score,
            PacketCount = (long)stats.PacketCount,
            ByteCount = (long)stats.ByteCount,
            Bitrate = (long)stats.Bitrate,
            BitrateByLayer = new BitrateByLayer(Vectors.Read(stats, stats.BitrateByLayerLength, static (s, i) => Layer(s.BitrateByLayer(i)!.Value))),
        };
    }

    public static RtpStreamSendStat Sent(Stats stat)
    {
        var stats = stat.DataAsSendStats();
        var b = stats.Base!.Value.DataAsBaseStats();
        return new RtpStreamSendStat
        {
            Timestamp = (long)b.Timestamp,
            Ssrc = b.Ssrc,
            RtxSsrc = b.RtxSsrc,
            Rid = b.Rid is { Length: > 0 } rid ? rid : null,
            Kind = (MediaKind)b.Kind,
            MimeType = b.MimeType,
            PacketsLost = b.PacketsLost,
            FractionLost = b.FractionLost,
            Jitter = b.Jitter,
            PacketsDiscarded = (long)b.PacketsDiscarded,
            PacketsRetransmitted = (long)b.PacketsRetransmitted,
            PacketsRepaired = (long)b.PacketsRepaired,
            NackCount = (long)b.NackCount,
            NackPacketCount = (long)b.NackPacketCount,
            PliCount = (long)b.PliCount,
            FirCount = (long)b.FirCount,
            RoundTripTime = b.RoundTripTime,
            RtxPacketsDiscarded = b.RtxPacketsDiscarded == 0 ? null : (long)b.RtxPacketsDiscarded,
            Score = b.Score,
            PacketCount = (long)stats.PacketCount,
            ByteCount = (long)stats.ByteCount,
            Bitrate = (long)stats.Bitrate,
        };
    }

    private static LayerBitrate Layer(FBS.RtpStream.BitrateByLayer layer) => new(layer.Layer, (long)layer.Bitrate);
}

using FBS.RtpStream;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the statistics of RTP streams.</summary>
internal static class RtpStreamStatReader
{
    public static RtpStreamStat Any(Stats stat) =>
        stat.DataType == StatsData.RecvStats ? Received(stat) : new RtpStreamSendStat(stat.DataAsSendStats());

    public static RtpStreamRecvStat Received(Stats stat) => new(stat.DataAsRecvStats());

    public static LayerBitrate Layer(FBS.RtpStream.BitrateByLayer layer) => new(layer.Layer, (long)layer.Bitrate);
}

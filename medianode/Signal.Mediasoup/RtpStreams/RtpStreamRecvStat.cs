using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Statistics of an RTP stream that the router receives.</summary>
public sealed record RtpStreamRecvStat : RtpStreamStat
{
    /// <summary>Creates an instance. All required members must be set.</summary>
    public RtpStreamRecvStat()
    {
    }

    [SetsRequiredMembers]
    internal RtpStreamRecvStat(FBS.RtpStream.RecvStats stat)
        : base(stat.Base!.Value.DataAsBaseStats(), stat.PacketCount, stat.ByteCount, stat.Bitrate)
    {
        BitrateByLayer = new BitrateByLayer(
            Vectors.Read(stat, stat.BitrateByLayerLength, static (s, i) => RtpStreamStatReader.Layer(s.BitrateByLayer(i)!.Value)));
    }

    /// <summary><c>inbound-rtp</c>.</summary>
    [JsonInclude]
    public override string Type => "inbound-rtp";

    /// <summary>The bitrate of each layer, in bits per second.</summary>
    public required BitrateByLayer BitrateByLayer { get; init; }
}

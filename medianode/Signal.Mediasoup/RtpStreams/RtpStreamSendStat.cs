using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of an RTP stream that the router sends.</summary>
public sealed record RtpStreamSendStat : RtpStreamStat
{
    /// <summary>Creates an instance. All required members must be set.</summary>
    public RtpStreamSendStat()
    {
    }

    [SetsRequiredMembers]
    internal RtpStreamSendStat(FBS.RtpStream.SendStats stat)
        : base(stat.Base!.Value.DataAsBaseStats(), stat.PacketCount, stat.ByteCount, stat.Bitrate)
    {
    }

    /// <summary><c>outbound-rtp</c>.</summary>
    [JsonInclude]
    public override string Type => "outbound-rtp";
}

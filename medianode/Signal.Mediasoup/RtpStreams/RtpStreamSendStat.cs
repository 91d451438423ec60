using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of an RTP stream that the router sends.</summary>
public sealed record RtpStreamSendStat : RtpStreamStat
{
    /// <summary><c>outbound-rtp</c>.</summary>
    [JsonInclude]
    public override string Type => "outbound-rtp";
}

using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of an RTP stream that the router receives.</summary>
public sealed record RtpStreamRecvStat : RtpStreamStat
{
    /// <summary><c>inbound-rtp</c>.</summary>
    [JsonInclude]
    public override string Type => "inbound-rtp";

    /// <summary>Bits per second of each layer.</summary>
    public required BitrateByLayer BitrateByLayer { get; init; }
}

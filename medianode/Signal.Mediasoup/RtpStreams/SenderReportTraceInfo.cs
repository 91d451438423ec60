using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>An RTCP sender report.</summary>
public sealed record SenderReportTraceInfo : TraceInfo
{
    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The seconds of the NTP time stamp.</summary>
    public required uint NtpSec { get; init; }

    /// <summary>The fraction of the NTP time stamp.</summary>
    public required uint NtpFrac { get; init; }

    /// <summary>The RTP time stamp.</summary>
    [JsonPropertyName("rtpTs")]
    public required uint RtpTimestamp { get; init; }

    /// <summary>Packets sent.</summary>
    public required uint PacketCount { get; init; }

    /// <summary>Bytes sent.</summary>
    public required uint OctetCount { get; init; }
}

using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Details of an RTCP sender report trace event.</summary>
public sealed record SenderReportTraceInfo : TraceInfo
{
    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The seconds of the NTP timestamp.</summary>
    public required uint NtpSec { get; init; }

    /// <summary>The fraction of the NTP timestamp.</summary>
    public required uint NtpFrac { get; init; }

    /// <summary>The RTP timestamp.</summary>
    [JsonPropertyName("rtpTs")]
    public required uint RtpTimestamp { get; init; }

    /// <summary>The number of packets sent.</summary>
    public required uint PacketCount { get; init; }

    /// <summary>The number of bytes sent.</summary>
    public required uint OctetCount { get; init; }
}

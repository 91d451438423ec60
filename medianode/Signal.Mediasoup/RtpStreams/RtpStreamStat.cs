using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of an RTP stream.</summary>
[JsonDerivedType(typeof(RtpStreamRecvStat))]
[JsonDerivedType(typeof(RtpStreamSendStat))]
public abstract record RtpStreamStat
{
    private protected RtpStreamStat()
    {
    }

    [SetsRequiredMembers]
    private protected RtpStreamStat(FBS.RtpStream.BaseStats stat, ulong packetCount, ulong byteCount, ulong bitrate)
    {
        Timestamp = (long)stat.Timestamp;
        Ssrc = stat.Ssrc;
        RtxSsrc = stat.RtxSsrc;
        Rid = stat.Rid is { Length: > 0 } rid ? rid : null;
        Kind = (MediaKind)stat.Kind;
        MimeType = stat.MimeType;
        PacketsLost = stat.PacketsLost;
        FractionLost = stat.FractionLost;
        Jitter = stat.Jitter;
        PacketsDiscarded = (long)stat.PacketsDiscarded;
        PacketsRetransmitted = (long)stat.PacketsRetransmitted;
        PacketsRepaired = (long)stat.PacketsRepaired;
        NackCount = (long)stat.NackCount;
        NackPacketCount = (long)stat.NackPacketCount;
        PliCount = (long)stat.PliCount;
        FirCount = (long)stat.FirCount;
        RoundTripTime = stat.RoundTripTime;
        RtxPacketsDiscarded = stat.RtxPacketsDiscarded == 0 ? null : (long)stat.RtxPacketsDiscarded;
        Score = stat.Score;
        PacketCount = (long)packetCount;
        ByteCount = (long)byteCount;
        Bitrate = (long)bitrate;
    }

    /// <summary>The type of statistics.</summary>
    public abstract string Type { get; }

    /// <summary>The timestamp of the statistics, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The SSRC of the RTX stream, if there is one.</summary>
    public uint? RtxSsrc { get; init; }

    /// <summary>The RID, if there is one.</summary>
    public string? Rid { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The MIME type of the codec.</summary>
    public required string MimeType { get; init; }

    /// <summary>The number of lost packets.</summary>
    public required int PacketsLost { get; init; }

    /// <summary>The fraction of packets lost since the last report, in 1/256.</summary>
    public required byte FractionLost { get; init; }

    /// <summary>The jitter, in RTP timestamp units.</summary>
    public required uint Jitter { get; init; }

    /// <summary>The number of discarded packets.</summary>
    public required long PacketsDiscarded { get; init; }

    /// <summary>The number of retransmitted packets.</summary>
    public required long PacketsRetransmitted { get; init; }

    /// <summary>The number of repaired packets.</summary>
    public required long PacketsRepaired { get; init; }

    /// <summary>The number of NACKs.</summary>
    public required long NackCount { get; init; }

    /// <summary>The number of packets requested by NACKs.</summary>
    public required long NackPacketCount { get; init; }

    /// <summary>The number of PLIs.</summary>
    public required long PliCount { get; init; }

    /// <summary>The number of FIRs.</summary>
    public required long FirCount { get; init; }

    /// <summary>The round-trip time, in milliseconds.</summary>
    public double? RoundTripTime { get; init; }

    /// <summary>The number of discarded RTX packets.</summary>
    public long? RtxPacketsDiscarded { get; init; }

    /// <summary>The score, from 0 (nothing arrives) to 10.</summary>
    public required byte Score { get; init; }

    /// <summary>The number of packets.</summary>
    public required long PacketCount { get; init; }

    /// <summary>The number of bytes.</summary>
    public required long ByteCount { get; init; }

    /// <summary>The bitrate, in bits per second.</summary>
    public required long Bitrate { get; init; }
}

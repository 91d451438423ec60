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

    /// <summary>The kind of statistics.</summary>
    public abstract string Type { get; }

    /// <summary>When the statistics were taken, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The SSRC of the RTX stream, if there is one.</summary>
    public uint? RtxSsrc { get; init; }

    /// <summary>The RID, if there is one.</summary>
    public string? Rid { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The codec.</summary>
    public required string MimeType { get; init; }

    /// <summary>Packets lost.</summary>
    public required int PacketsLost { get; init; }

    /// <summary>The part of packets lost of late, in 1/256.</summary>
    public required byte FractionLost { get; init; }

    /// <summary>The jitter, in RTP time stamp units.</summary>
    public required uint Jitter { get; init; }

    /// <summary>Packets discarded.</summary>
    public required long PacketsDiscarded { get; init; }

    /// <summary>Packets retransmitted.</summary>
    public required long PacketsRetransmitted { get; init; }

    /// <summary>Packets repaired.</summary>
    public required long PacketsRepaired { get; init; }

    /// <summary>NACKs.</summary>
    public required long NackCount { get; init; }

    /// <summary>Packets asked for by NACKs.</summary>
    public required long NackPacketCount { get; init; }

    /// <summary>PLIs.</summary>
    public required long PliCount { get; init; }

    /// <summary>FIRs.</summary>
    public required long FirCount { get; init; }

    /// <summary>The round trip time, in milliseconds.</summary>
    public double? RoundTripTime { get; init; }

    /// <summary>RTX packets discarded.</summary>
    public long? RtxPacketsDiscarded { get; init; }

    /// <summary>The score, from 0 (nothing arrives) to 10.</summary>
    public required byte Score { get; init; }

    /// <summary>Packets.</summary>
    public required long PacketCount { get; init; }

    /// <summary>Bytes.</summary>
    public required long ByteCount { get; init; }

    /// <summary>Bits per second.</summary>
    public required long Bitrate { get; init; }
}

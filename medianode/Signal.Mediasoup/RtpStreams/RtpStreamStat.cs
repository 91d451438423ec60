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

namespace Signal.Mediasoup;

/// <summary>A packet, or a packet of a key frame.</summary>
public sealed record RtpTraceInfo : TraceInfo
{
    /// <summary>The packet.</summary>
    public required RtpPacketDump RtpPacket { get; init; }

    /// <summary>Whether it was retransmitted.</summary>
    public required bool IsRtx { get; init; }
}

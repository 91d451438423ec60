namespace Signal.Mediasoup;

/// <summary>Details of an RTP or key frame trace event.</summary>
public sealed record RtpTraceInfo : TraceInfo
{
    /// <summary>The packet.</summary>
    public required RtpPacketDump RtpPacket { get; init; }

    /// <summary>Whether the packet was retransmitted.</summary>
    public required bool IsRtx { get; init; }
}

using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>The counters of one or more RTP streams.</summary>
internal readonly record struct RtpTotals(long Bytes, long Packets, long Lost, long Retransmitted, long Nacks, long Plis, long Firs)
{
    /// <summary>Adds the counters of a stream.</summary>
    public static RtpTotals operator +(RtpTotals sum, RtpStreamStat stat) => new(
        sum.Bytes + stat.ByteCount,
        sum.Packets + stat.PacketCount,
        sum.Lost + stat.PacketsLost,
        sum.Retransmitted + stat.PacketsRetransmitted,
        sum.Nacks + stat.NackCount,
        sum.Plis + stat.PliCount,
        sum.Firs + stat.FirCount);

    /// <summary>
    /// Returns the increase since an earlier reading. A counter that has decreased counts as unchanged: duplicates reduce the number of lost
    /// packets (RFC 3550, section 6.4.1).
    /// </summary>
    public RtpTotals Since(RtpTotals earlier) => new(
        Math.Max(0, Bytes - earlier.Bytes),
        Math.Max(0, Packets - earlier.Packets),
        Math.Max(0, Lost - earlier.Lost),
        Math.Max(0, Retransmitted - earlier.Retransmitted),
        Math.Max(0, Nacks - earlier.Nacks),
        Math.Max(0, Plis - earlier.Plis),
        Math.Max(0, Firs - earlier.Firs));
}

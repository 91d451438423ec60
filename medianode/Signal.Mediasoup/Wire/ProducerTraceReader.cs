using FBS.Producer;
using Fbs = FBS.Producer;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads trace events of producers.</summary>
internal static class ProducerTraceReader
{
    public static ProducerTrace Read(TraceNotification trace) => new()
    {
        Type = (ProducerTraceEventType)trace.Type,
        Timestamp = (long)trace.Timestamp,
        Direction = (TraceDirection)trace.Direction,
        Info = More(trace),
    };

    private static TraceInfo? More(TraceNotification trace) => trace.InfoType switch
    {
        Fbs.TraceInfo.KeyFrameTraceInfo when trace.InfoAsKeyFrameTraceInfo() is var frame =>
            RtpPacketReader.Info(frame.RtpPacket!.Value, frame.IsRtx),
        Fbs.TraceInfo.RtpTraceInfo when trace.InfoAsRtpTraceInfo() is var packet =>
            RtpPacketReader.Info(packet.RtpPacket!.Value, packet.IsRtx),
        Fbs.TraceInfo.FirTraceInfo => new KeyFrameRequestTraceInfo { Ssrc = trace.InfoAsFirTraceInfo().Ssrc },
        Fbs.TraceInfo.PliTraceInfo => new KeyFrameRequestTraceInfo { Ssrc = trace.InfoAsPliTraceInfo().Ssrc },
        Fbs.TraceInfo.SrTraceInfo when trace.InfoAsSrTraceInfo() is var report => new SenderReportTraceInfo
        {
            Ssrc = report.Ssrc,
            NtpSec = report.NtpSec,
            NtpFrac = report.NtpFrac,
            RtpTimestamp = report.RtpTs,
            PacketCount = report.PacketCount,
            OctetCount = report.OctetCount,
        },
        _ => null,
    };
}

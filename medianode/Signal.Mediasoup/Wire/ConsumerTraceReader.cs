using FBS.Consumer;
using Fbs = FBS.Consumer;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads trace events of consumers.</summary>
internal static class ConsumerTraceReader
{
    public static ConsumerTrace Read(TraceNotification trace) => new()
    {
        Type = (ConsumerTraceEventType)trace.Type,
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
        _ => null,
    };
}

using FBS.RtpPacket;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads a traced RTP packet.</summary>
internal static class RtpPacketReader
{
    public static RtpTraceInfo Info(Dump packet, bool isRtx) => new()
    {
        RtpPacket = new RtpPacketDump
        {
            PayloadType = packet.PayloadType,
            SequenceNumber = packet.SequenceNumber,
            Timestamp = packet.Timestamp,
            Marker = packet.Marker,
            Ssrc = packet.Ssrc,
            IsKeyFrame = packet.IsKeyFrame,
            Size = (long)packet.Size,
            PayloadSize = (long)packet.PayloadSize,
            SpatialLayer = packet.SpatialLayer,
            TemporalLayer = packet.TemporalLayer,
            Mid = packet.Mid is { Length: > 0 } mid ? mid : null,
            Rid = packet.Rid is { Length: > 0 } rid ? rid : null,
            Rrid = packet.Rrid is { Length: > 0 } rrid ? rrid : null,
            WideSequenceNumber = packet.WideSequenceNumber,
        },
        IsRtx = isRtx,
    };
}

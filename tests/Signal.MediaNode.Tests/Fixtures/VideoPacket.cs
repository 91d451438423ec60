using System.Buffers.Binary;
using Signal.Mediasoup;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>RTP packets with a VP8 frame each (RFC 7741).</summary>
internal static class VideoPacket
{
    public static byte[] Of(Producer producer, int encoding, int sequence, bool isKeyFrame)
    {
        var packet = new byte[40];
        packet[0] = 0x80;
        packet[1] = (byte)producer.RtpParameters.Codecs[0].PayloadType;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(sequence * 960));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), producer.RtpParameters.Encodings[encoding].Ssrc!.Value);
        packet[12] = 0x10;
        packet[13] = (byte)(isKeyFrame ? 0 : 1);
        return packet;
    }
}

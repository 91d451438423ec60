using System.Buffers.Binary;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>The parts of an RTP packet (RFC 3550, section 5.1) that tests look at.</summary>
public sealed class RtpPacket
{
    private const int HeaderLength = 12;

    public RtpPacket(ReadOnlyMemory<byte> packet)
    {
        var bytes = packet.Span;
        PayloadType = bytes[1] & 0x7f;
        SequenceNumber = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        Ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        var start = HeaderLength + ((bytes[0] & 0x0f) * 4);
        if ((bytes[0] & 0x10) != 0)
        {
            start += 4 + (BinaryPrimitives.ReadUInt16BigEndian(bytes[(start + 2)..]) * 4);
        }

        Payload = bytes[start..].ToArray();
    }

    public int PayloadType { get; }

    public ushort SequenceNumber { get; }

    public uint Ssrc { get; }

    public byte[] Payload { get; }

    /// <summary>Writes a packet without extensions.</summary>
    public static byte[] Write(int payloadType, ushort sequenceNumber, uint timestamp, uint ssrc, ReadOnlySpan<byte> payload)
    {
        var packet = new byte[HeaderLength + payload.Length];
        packet[0] = 0x80;
        packet[1] = (byte)payloadType;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        payload.CopyTo(packet.AsSpan(HeaderLength));
        return packet;
    }
}

using System.Buffers.Binary;

namespace Signal.LoadTest.Media;

/// <summary>
/// Makes the packets of one stream. Their payloads cannot be decoded; each of VP8 (RFC 7741) is marked as a key frame, so that it is
/// forwarded at once.
/// </summary>
/// <param name="ssrc">The SSRC.</param>
/// <param name="payloadType">The payload type.</param>
/// <param name="payloadLength">The length of each payload, in bytes.</param>
/// <param name="interval">The time between two packets.</param>
/// <param name="clockRate">The clock rate of the codec.</param>
internal sealed class RtpSource(uint ssrc, byte payloadType, int payloadLength, TimeSpan interval, int clockRate)
{
    private const int HeaderLength = 12;
    private const byte Version = 0x80;
    private const byte Marker = 0x80;
    private const byte StartOfPartition = 0x10;
    private readonly uint _step = (uint)(clockRate * interval.TotalSeconds);
    private ushort _sequence;
    private uint _timestamp;

    /// <summary>Audio with 32 kbit/s.</summary>
    public static RtpSource Opus(uint ssrc) => new(ssrc, 111, 80, TimeSpan.FromMilliseconds(20), 48_000);

    /// <summary>Video with 30 frames per second and 240 kbit/s.</summary>
    public static RtpSource Vp8(uint ssrc) => new(ssrc, 96, 1000, TimeSpan.FromSeconds(1 / 30.0), 90_000);

    /// <summary>The time between two packets.</summary>
    public TimeSpan Interval => interval;

    /// <summary>The next packet, with <paramref name="room"/> free bytes at its end.</summary>
    public byte[] Next(int room)
    {
        var packet = new byte[HeaderLength + payloadLength + room];
        packet[0] = Version;
        packet[1] = (byte)(Marker | payloadType);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), ++_sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), _timestamp += _step);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        packet[HeaderLength] = StartOfPartition;
        return packet;
    }
}

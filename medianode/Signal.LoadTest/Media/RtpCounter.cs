using System.Buffers.Binary;

namespace Signal.LoadTest.Media;

/// <summary>
/// Counts received RTP packets, and those that are missing by their sequence numbers (RFC 3550, section 6.4.1). The headers of SRTP are not
/// encrypted. Not thread-safe.
/// </summary>
internal sealed class RtpCounter
{
    // The packets with which mediasoup probes the bandwidth carry no media.
    private const uint ProbationSsrc = 1234;
    private const int HeaderLength = 12;
    private readonly Dictionary<uint, Stream> _streams = [];

    /// <summary>The received packets.</summary>
    public long Received => _streams.Values.Sum(stream => stream.Received);

    /// <summary>The missing packets.</summary>
    public long Lost => _streams.Values.Sum(stream => Math.Max(0, stream.Highest - stream.First + 1 - stream.Received));

    /// <summary>Whether a datagram is RTP, neither RTCP nor another protocol (RFC 7983, RFC 5761).</summary>
    public static bool IsRtp(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= HeaderLength && datagram[0] is >= 128 and <= 191 && datagram[1] is not (>= 192 and <= 223);

    /// <summary>Counts an RTP packet.</summary>
    public void Add(ReadOnlySpan<byte> packet)
    {
        var (sequence, ssrc) = (BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), BinaryPrimitives.ReadUInt32BigEndian(packet[8..]));
        if (ssrc == ProbationSsrc)
        {
            return;
        }

        if (!_streams.TryGetValue(ssrc, out var stream))
        {
            _streams[ssrc] = new Stream(sequence);
            return;
        }

        // The difference to the highest number, also when the sequence numbers have started again or packets were reordered.
        stream.Highest = Math.Max(stream.Highest, stream.Highest + (short)(sequence - (ushort)stream.Highest));
        stream.Received++;
    }

    private sealed class Stream(ushort first)
    {
        public long First => first;

        public long Highest { get; set; } = first;

        public long Received { get; set; } = 1;
    }
}

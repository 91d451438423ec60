using System.Buffers.Binary;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>Counts the WebSocket messages in one direction of a TCP connection (RFC 6455, section 5.2), after the HTTP request or response.</summary>
internal sealed class FrameCounter
{
    private const int FirstBytes = 2;
    private const int MaxHeaderBytes = 14;

    private readonly byte[] _header = new byte[MaxHeaderBytes];
    private int _headerBytes;
    private int _emptyLine;
    private ulong _payloadBytes;

    /// <summary>Takes the next bytes; returns the number of messages that began their last frame in them.</summary>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var messages = 0;
        while (!bytes.IsEmpty)
        {
            if (_payloadBytes > 0)
            {
                var skipped = (int)Math.Min(_payloadBytes, (ulong)bytes.Length);
                _payloadBytes -= (ulong)skipped;
                bytes = bytes[skipped..];
                continue;
            }

            if (_emptyLine < 4)
            {
                _emptyLine = bytes[0] == (_emptyLine % 2 == 0 ? '\r' : '\n') ? _emptyLine + 1 : bytes[0] == '\r' ? 1 : 0;
            }
            else if (IsHeaderComplete(bytes[0]))
            {
                _payloadBytes = PayloadBytes();
                _headerBytes = 0;
                messages += IsEndOfMessage(_header[0]) ? 1 : 0;
            }

            bytes = bytes[1..];
        }

        return messages;
    }

    private bool IsHeaderComplete(byte next)
    {
        _header[_headerBytes++] = next;
        return _headerBytes >= FirstBytes && _headerBytes == FirstBytes + LengthBytes() + ((_header[1] & 0x80) != 0 ? 4 : 0);
    }

    private int LengthBytes() => (_header[1] & 0x7f) switch { 126 => sizeof(ushort), 127 => sizeof(ulong), _ => 0 };

    private ulong PayloadBytes() => (_header[1] & 0x7f) switch
    {
        126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(FirstBytes)),
        127 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(FirstBytes)),
        var length => (ulong)length,
    };

    // The last frame of a text or binary message; pings, pongs and closes do not count.
    private static bool IsEndOfMessage(byte first) => (first & 0x80) != 0 && (first & 0x0f) < 8;
}

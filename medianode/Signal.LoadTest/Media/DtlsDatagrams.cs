using System.Collections.Concurrent;
using Org.BouncyCastle.Tls;

namespace Signal.LoadTest.Media;

/// <summary>Carries the DTLS records of a handshake over a socket that others read from.</summary>
/// <param name="send">Sends a datagram.</param>
internal sealed class DtlsDatagrams(Action<ReadOnlySpan<byte>> send) : DatagramTransport, IDisposable
{
    private const int MaxDatagram = 1500;
    private const int MaxWaiting = 100;
    private readonly BlockingCollection<byte[]> _received = new(MaxWaiting);

    /// <summary>Adds a received datagram; when too many wait it is dropped, as networks do.</summary>
    public void Add(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _received.TryAdd(datagram.ToArray());
        }
        catch (InvalidOperationException)
        {
            // Closed.
        }
    }

    public int GetReceiveLimit() => MaxDatagram;

    public int GetSendLimit() => MaxDatagram;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (!_received.TryTake(out var datagram, waitMillis))
        {
            return _received.IsCompleted ? throw new IOException("The transport was closed.") : -1;
        }

        var length = Math.Min(datagram.Length, buffer.Length);
        datagram.AsSpan(0, length).CopyTo(buffer);
        return length;
    }

    public void Send(byte[] buf, int off, int len) => send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer) => send(buffer);

    /// <summary>Ends a handshake that is in progress.</summary>
    public void Close() => _received.CompleteAdding();

    public void Dispose() => _received.Dispose();
}

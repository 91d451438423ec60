using System.Net;
using System.Net.Sockets;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>
/// A relay before the address at which a node accepts links, which counts their messages and bytes. It has its own threads: messages must
/// not wait for the thread pool, which the clients use.
/// </summary>
internal sealed class LinkMeter : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private long _messages;
    private long _bytes;

    private LinkMeter(int target) => _target = target;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The messages and bytes so far, in both directions; TCP and IP headers are not in it.</summary>
    public (long Messages, long Bytes) Count => (Interlocked.Read(ref _messages), Interlocked.Read(ref _bytes));

    /// <summary>Starts a relay to a port of 127.0.0.1.</summary>
    public static LinkMeter Start(int target)
    {
        var meter = new LinkMeter(target);
        meter._listener.Start();
        Run(meter.Accept);
        return meter;
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Run(Action work) => new Thread(() => work()) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var from = _listener.AcceptSocket();
                var to = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                to.Connect(IPAddress.Loopback, _target);
                (from.NoDelay, to.NoDelay) = (true, true);
                Run(() => Relay(from, to));
                Run(() => Relay(to, from));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The meter was disposed, or the node has stopped.
        }
    }

    private void Relay(Socket from, Socket to)
    {
        var (frames, buffer) = (new FrameCounter(), new byte[BufferBytes]);
        try
        {
            while (from.Receive(buffer) is > 0 and var length)
            {
                Interlocked.Add(ref _messages, frames.Take(buffer.AsSpan(0, length)));
                Interlocked.Add(ref _bytes, length);
                to.Send(buffer, length, SocketFlags.None);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // One side has closed the connection; the other side is closed now.
        }

        from.Dispose();
        to.Dispose();
    }
}

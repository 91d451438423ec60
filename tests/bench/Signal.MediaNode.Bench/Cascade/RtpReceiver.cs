using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Signal.Mediasoup;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>Receives the stream of an <see cref="RtpSender"/> over UDP from a router, and measures how long its packets took.</summary>
internal sealed class RtpReceiver : IDisposable
{
    private const int MaxPacketBytes = 1500;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    private RtpReceiver()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.ReceiveTimeout = (int)Silence.TotalMilliseconds;
    }

    public static async Task<RtpReceiver> StartAsync(Router router, ProducerId producer)
    {
        var receiver = new RtpReceiver();
        var transport = await router.CreatePlainTransportAsync(new PlainTransportOptions { ListenInfo = RtpSender.Loopback });
        await transport.ConnectAsync(new PlainTransportConnectOptions
        {
            Ip = "127.0.0.1", Port = (ushort)((IPEndPoint)receiver._socket.LocalEndPoint!).Port,
        });
        await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer, RtpCapabilities = router.RtpCapabilities });
        return receiver;
    }

    /// <summary>The delays of the next packets, in microseconds. Ends early when none has arrived for a second.</summary>
    // A thread of its own: a packet must not wait for the thread pool.
    public Task<List<double>> ReceiveAsync(int packets) => Task.Factory.StartNew(
        () => Receive(packets), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose() => _socket.Dispose();

    private List<double> Receive(int packets)
    {
        var delays = new List<double>(packets);
        var packet = new byte[MaxPacketBytes];
        try
        {
            while (delays.Count < packets)
            {
                var length = _socket.Receive(packet);
                if (!IsRtcp(packet))
                {
                    var sent = BinaryPrimitives.ReadInt64BigEndian(packet.AsSpan(length - sizeof(long)));
                    delays.Add(Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
                }
            }
        }
        catch (SocketException silence) when (silence.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            // The others are lost.
        }

        return delays;
    }

    // RFC 5761, section 4.
    private static bool IsRtcp(byte[] packet) => packet[1] is >= 192 and <= 223;
}

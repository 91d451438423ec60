using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Signal.Mediasoup;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>Sends an audio stream over UDP to a router. The last bytes of each packet are the time at which it was sent.</summary>
internal sealed class RtpSender : IDisposable
{
    private const int HeaderBytes = 12;
    private const uint Ssrc = 1234;
    private const byte PayloadType = 111;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] _packet;
    private ushort _sequence;

    private RtpSender(ProducerId producer, ushort port, int payloadBytes)
    {
        Producer = producer;
        _packet = new byte[HeaderBytes + payloadBytes];
        _packet[0] = 0x80;
        _packet[1] = PayloadType;
        BinaryPrimitives.WriteUInt32BigEndian(_packet.AsSpan(8), Ssrc);
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>127.0.0.1, over UDP.</summary>
    public static TransportListenInfo Loopback { get; } = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" };

    /// <summary>A router for the stream.</summary>
    public static RouterOptions Codecs { get; } =
        new() { MediaCodecs = [new RtpCodecCapability { MimeType = "audio/opus", ClockRate = 48000, Channels = 2 }] };

    /// <summary>The stream in the router.</summary>
    public ProducerId Producer { get; }

    /// <summary>Creates the stream.</summary>
    public static async Task<RtpSender> StartAsync(Router router, int payloadBytes)
    {
        var transport = await router.CreatePlainTransportAsync(new PlainTransportOptions { ListenInfo = Loopback, Comedia = true });
        var producer = await transport.ProduceAsync(new ProducerOptions
        {
            Kind = MediaKind.Audio,
            RtpParameters = new RtpParameters
            {
                Codecs = [new RtpCodecParameters { MimeType = "audio/opus", PayloadType = PayloadType, ClockRate = 48000, Channels = 2 }],
                Encodings = [new RtpEncodingParameters { Ssrc = Ssrc }],
            },
        });
        return new RtpSender(producer.Id, transport.Tuple.LocalPort, payloadBytes);
    }

    /// <summary>Sends a number of packets, and waits for the interval after each.</summary>
    public async Task SendAsync(int packets, TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        for (var sent = 0; sent < packets; sent++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(2), ++_sequence);
            BinaryPrimitives.WriteUInt32BigEndian(_packet.AsSpan(4), _sequence * 960u);
            BinaryPrimitives.WriteInt64BigEndian(_packet.AsSpan(^sizeof(long)), Stopwatch.GetTimestamp());
            _socket.Send(_packet);
            await timer.WaitForNextTickAsync();
        }
    }

    public void Dispose() => _socket.Dispose();
}

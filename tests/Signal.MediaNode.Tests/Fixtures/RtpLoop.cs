using System.Buffers.Binary;
using System.Diagnostics;
using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>A producer and a paused consumer of it, on a direct transport of a real worker, with RTP packets that the test sends.</summary>
internal sealed class RtpLoop : IAsyncDisposable
{
    /// <summary>The size of a packet, in bytes.</summary>
    public const int PacketBytes = 40;

    private const int Ssrc = 1234;
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Worker? _ownWorker;
    private readonly Router _router;
    private readonly DirectTransport _transport;
    private readonly byte _payloadType;
    private int _sequence;

    private RtpLoop(Worker? ownWorker, Router router, DirectTransport transport, Producer producer, Consumer consumer) =>
        (_ownWorker, _router, _transport, Producer, Consumer, _payloadType) =
            (ownWorker, router, transport, producer, consumer, (byte)producer.RtpParameters.Codecs[0].PayloadType);

    public Producer Producer { get; }

    public Consumer Consumer { get; }

    /// <summary>Starts a loop, on a worker of its own unless one is given.</summary>
    public static async Task<RtpLoop> StartAsync(MediaKind kind, Worker? worker = null)
    {
        var own = worker is null ? await Worker.StartAsync(new WorkerSettings { WorkerBin = WorkerBinary.Path }) : null;
        var (mimeType, clockRate, channels) = kind == MediaKind.Audio ? ("audio/opus", 48_000, (byte?)2) : ("video/VP8", 90_000, null);
        var router = await (worker ?? own)!.CreateRouterAsync(
            new RouterOptions { MediaCodecs = [new RtpCodecCapability { MimeType = mimeType, ClockRate = clockRate, Channels = channels }] });
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceAsync(new ProducerOptions
        {
            Kind = kind,
            RtpParameters = new RtpParameters
            {
                Codecs = [new RtpCodecParameters { MimeType = mimeType, PayloadType = 111, ClockRate = clockRate, Channels = channels }],
                Encodings = [new RtpEncodingParameters { Ssrc = Ssrc }],
            },
        });
        var consumer = await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = router.RtpCapabilities, Paused = true });
        return new RtpLoop(own, router, transport, producer, consumer);
    }

    /// <summary>Sends packets; for VP8 (RFC 7741) each is a key frame. The worker handles them before any later request.</summary>
    public void Send(int packets = 1)
    {
        for (var i = 0; i < packets; i++)
        {
            var packet = new byte[PacketBytes];
            packet[0] = 0x80;
            packet[1] = _payloadType;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)++_sequence);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(_sequence * 960));
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), Ssrc);
            packet[12] = 0x10;
            Producer.Send(packet);
        }
    }

    /// <summary>Sends the receiver report of a client of the consumer (RFC 3550, section 6.4.2).</summary>
    /// <param name="fractionLost">The fraction of packets lost since the last report, in 1/256.</param>
    /// <param name="lost">The number of packets lost.</param>
    /// <param name="jitter">The jitter, in units of the clock rate.</param>
    /// <param name="roundTrip">The least round-trip time that the worker calculates from the report.</param>
    public void Report(byte fractionLost, byte lost, uint jitter, TimeSpan roundTrip)
    {
        var sent = TimeProvider.System.GetUtcNow() - roundTrip - NtpEpoch;
        var report = new byte[32];
        report[0] = 0x81;
        report[1] = 201;
        BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(2), 7);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(8), Consumer.RtpParameters.Encodings[0].Ssrc!.Value);
        report[12] = fractionLost;
        report[15] = lost;
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(20), jitter);
        // The sender report that the client answers, and how long ago it received it: in 1/65536 s.
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(24), (uint)(long)(sent.TotalSeconds * 65_536));
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(28), 1);
        _transport.SendRtcp(report);
    }

    /// <summary>Kills the loop's own worker.</summary>
    public void KillWorker()
    {
        using var process = Process.GetProcessById(_ownWorker!.Pid);
        process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        _router.Close();
        if (_ownWorker is not null)
        {
            await _ownWorker.DisposeAsync();
        }
    }
}

using System.Buffers.Binary;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>A sender that misses the requests for key frames, played over a direct transport of a real worker.</summary>
public sealed class KeyFrameWatchTests : IAsyncLifetime
{
    private const int PayloadSpecificFeedback = 206;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Channel<int> _requests = Channel.CreateUnbounded<int>();
    private Worker? _worker;
    private Producer? _sender;
    private Consumer? _viewer;
    private KeyFrameWatch? _watch;
    private int _sequence;

    public async ValueTask InitializeAsync()
    {
        _worker = await Worker.StartAsync(new WorkerSettings { WorkerBin = WorkerBinary.Path });
        var router = await _worker.CreateRouterAsync(new RouterOptions
        {
            MediaCodecs = [new RtpCodecCapability { MimeType = "video/VP8", ClockRate = 90_000 }],
        });
        var transport = await router.CreateDirectTransportAsync();
        transport.OnRtcp += packet =>
        {
            if (packet.Span[1] == PayloadSpecificFeedback)
            {
                _requests.Writer.TryWrite(0);
            }
        };
        _sender = await transport.ProduceAsync(new ProducerOptions
        {
            Kind = MediaKind.Video,
            RtpParameters = new RtpParameters
            {
                Codecs =
                [
                    new RtpCodecParameters
                    {
                        MimeType = "video/VP8", PayloadType = 96, ClockRate = 90_000, RtcpFeedback = [new RtcpFeedback("nack", "pli")],
                    },
                ],
                Encodings = [new RtpEncodingParameters { Ssrc = 1234 }],
            },
        });
        Send(keyFrame: false);
        _viewer = await transport.ConsumeAsync(new ConsumerOptions { ProducerId = _sender.Id, RtpCapabilities = router.RtpCapabilities, Paused = true });
        _watch = new KeyFrameWatch(_time);
        _watch.Watch(_viewer);
    }

    [Fact]
    public async Task A_key_frame_is_requested_until_it_arrives()
    {
        await _viewer!.ResumeAsync();
        await WorkerAsksTwiceAsync();

        // The first request of the watch, and those that the worker derives from it; then one that can only come from the watch.
        for (var request = 0; request < 3; request++)
        {
            await AsksAgainAsync();
        }

        Send(keyFrame: true);
        await SentAsync();
        await StaysQuietAsync();
    }

    [Fact]
    public async Task No_key_frame_is_requested_after_the_first()
    {
        await _viewer!.ResumeAsync();
        await WorkerAsksTwiceAsync();

        Send(keyFrame: true);
        await SentAsync();

        await StaysQuietAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _watch!.Dispose();
        await _worker!.DisposeAsync();
    }

    /// <summary>The worker's own behaviour: it requests a key frame, and repeats the request a second later.</summary>
    private async Task WorkerAsksTwiceAsync()
    {
        await RequestAsync();
        await RequestAsync();
    }

    private async Task AsksAgainAsync()
    {
        while (!_requests.Reader.TryRead(out _))
        {
            _time.Advance(Long);
            await _viewer!.GetStatsAsync();
        }
    }

    private async Task StaysQuietAsync()
    {
        // Requests made just before the key frame arrived may still be in transit.
        await PassAsync();
        while (_requests.Reader.TryRead(out _))
        {
        }

        await PassAsync();
        Assert.False(_requests.Reader.TryRead(out _));
    }

    private async Task PassAsync()
    {
        for (var look = 0; look < 10; look++)
        {
            _time.Advance(Long);
            await _viewer!.GetStatsAsync();
        }
    }

    private async Task SentAsync()
    {
        while (!(await _viewer!.GetStatsAsync()).OfType<RtpStreamSendStat>().Any(stream => stream.PacketCount > 0))
        {
        }
    }

    private async Task RequestAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _requests.Reader.ReadAsync(timeout.Token);
    }

    /// <summary>A VP8 packet (RFC 7741): the start of a frame, a key frame or not.</summary>
    private void Send(bool keyFrame)
    {
        var packet = new byte[40];
        packet[0] = 0x80;
        packet[1] = 96;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)++_sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(_sequence * 3000));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), 1234);
        packet[12] = 0x10;
        packet[13] = (byte)(keyFrame ? 0 : 1);
        _sender!.Send(packet);
    }
}

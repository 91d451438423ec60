using Signal.Mediasoup;
using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>The requests for a key frame that a sender receives over its transport.</summary>
internal sealed class KeyFrameRequests
{
    private int _count;

    public KeyFrameRequests(DirectTransport sender) => sender.OnRtcp += packet => Interlocked.Add(ref _count, IsPictureLoss(packet.Span) ? 1 : 0);

    /// <summary>The number of requests so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>A receiver on a router of the room requests key frames until the sender has received a request.</summary>
    public async Task ReachFromAsync(Router router, Producer video)
    {
        var viewer = await (await router.CreateDirectTransportAsync()).ConsumeAsync(
            new ConsumerOptions { ProducerId = video.Id, RtpCapabilities = router.RtpCapabilities });
        await using var sending = new RtpSource(video);
        await Eventually.TrueAsync(
            async () =>
            {
                await viewer.RequestKeyFrameAsync();
                return Count > 0;
            },
            default,
            "the sender is asked for a key frame");
    }

    // RFC 4585, section 6.3.1: payload-specific feedback of format 1.
    private static bool IsPictureLoss(ReadOnlySpan<byte> packet) => packet.Length >= 12 && (packet[0] & 0x1f) == 1 && packet[1] == 206;
}

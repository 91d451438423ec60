using System.Buffers.Binary;
using Signal.Mediasoup;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>
/// Sends a VP8 video in two resolutions as an encoder does: a frame of each every 20 ms, and a key frame of a resolution only when one is
/// requested of it.
/// </summary>
internal sealed class SimulcastSource : IAsyncDisposable
{
    private static readonly uint[] Ssrcs = [31000, 32000];
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly int[] _requested = new int[Ssrcs.Length];
    private readonly Task _sending;

    private SimulcastSource(DirectTransport transport, Producer producer)
    {
        Producer = producer;
        transport.OnRtcp += packet => Heed(packet.Span);
        _sending = SendAsync();
    }

    public Producer Producer { get; }

    public static async Task<SimulcastSource> StartAsync(Router router)
    {
        var transport = await router.CreateDirectTransportAsync();
        return new SimulcastSource(transport, await transport.ProduceAsync(Media.Video(Ssrcs)));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _sending;
        _end.Dispose();
    }

    // RFC 4585, section 6.1: the SSRC of the media; section 6.3.1: payload-specific feedback of format 1.
    private void Heed(ReadOnlySpan<byte> packet)
    {
        if (packet.Length >= 12 && (packet[0] & 0x1f) == 1 && packet[1] == 206)
        {
            var index = Array.IndexOf(Ssrcs, BinaryPrimitives.ReadUInt32BigEndian(packet[8..]));
            if (index >= 0)
            {
                Interlocked.Exchange(ref _requested[index], 1);
            }
        }
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            for (var sequence = 1; !Producer.Closed; sequence++)
            {
                for (var index = 0; index < Ssrcs.Length; index++)
                {
                    Producer.Send(VideoPacket.Of(Producer, index, sequence, isKeyFrame: Interlocked.Exchange(ref _requested[index], 0) == 1));
                }

                await timer.WaitForNextTickAsync(_end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or MediasoupException)
        {
            // The test is over.
        }
    }
}

using System.Buffers.Binary;

namespace Signal.Mediasoup.Tests.Fixtures;

/// <summary>Sends RTP through a producer on a direct transport, a packet each 20 ms, until it is disposed of.</summary>
internal sealed class RtpSource : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _sending;

    public RtpSource(Producer producer, int volume = -10)
    {
        _sending = SendAsync(producer, volume);
    }

    /// <summary>An Opus packet with its audio level, in the extension that <see cref="Media.Audio"/> names.</summary>
    public static byte[] Packet(Producer producer, int sequence, int volume = -10)
    {
        var packet = new byte[40];
        packet[0] = 0x90;
        packet[1] = (byte)producer.RtpParameters.Codecs[0].PayloadType;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(sequence * 960));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), producer.RtpParameters.Encodings[0].Ssrc!.Value);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(12), 0xBEDE);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(14), 1);
        packet[16] = 10 << 4;
        packet[17] = (byte)(0x80 | -volume);
        packet.AsSpan(20).Fill(0x7);
        return packet;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _sending;
        _end.Dispose();
    }

    private async Task SendAsync(Producer producer, int volume)
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            for (var sequence = 1; !producer.Closed; sequence++)
            {
                producer.Send(Packet(producer, sequence, volume));
                await timer.WaitForNextTickAsync(_end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or MediasoupException)
        {
            // The test is over.
        }
    }
}

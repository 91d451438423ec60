using Signal.Mediasoup;

namespace Signal.MediaNode.Peers;

/// <summary>
/// Sees to it that a picture which should begin does begin. A video consumer sends nothing before a key frame has come. Its worker asks the
/// sender for one, once more a second later, and then never again (mediasoup's <c>KeyFrameRequestManager</c>): a sender that is busy, or a
/// network that loses both requests, would leave the viewer without a picture for ever.
/// </summary>
internal sealed class KeyFrameWatch
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    private readonly Consumer _consumer;
    private readonly TimeProvider _time;
    private int _round;

    private KeyFrameWatch(Consumer consumer, TimeProvider time) => (_consumer, _time) = (consumer, time);

    /// <summary>Watches a video consumer as long as it lives: whenever it is resumed, or gets layers again after it had none.</summary>
    public static void Over(Consumer consumer, TimeProvider time)
    {
        var watch = new KeyFrameWatch(consumer, time);
        consumer.Observer.OnResume += watch.Expect;
        consumer.OnLayersChange += layers =>
        {
            if (layers is null)
            {
                watch.Expect();
            }
        };
    }

    private void Expect() => _ = AskUntilSentAsync(Interlocked.Increment(ref _round));

    /// <summary>Asks for key frames, more and more rarely, until packets are sent.</summary>
    private async Task AskUntilSentAsync(int round)
    {
        try
        {
            var before = await SentAsync();
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                await Task.Delay(pause, _time);
                if (round != Volatile.Read(ref _round) || _consumer.Closed || _consumer.Paused || _consumer.ProducerPaused || await SentAsync() > before)
                {
                    return;
                }

                await _consumer.RequestKeyFrameAsync();
            }
        }
        catch (MediasoupException)
        {
            // The consumer, or its worker, is gone.
        }
    }

    private async Task<long> SentAsync() => (await _consumer.GetStatsAsync()).OfType<RtpStreamSendStat>().Sum(stream => stream.PacketCount);
}

using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>A picture that should begin: asked for less and less often until packets are sent.</summary>
internal sealed class AwaitedPicture(Consumer consumer, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    private TimeSpan _pause = FirstPause;
    private long _lookedAt = time.GetTimestamp();
    private long _sentBefore;
    private bool _looking = true;

    public Consumer Consumer => consumer;

    /// <summary>So many packets were sent before the picture was awaited.</summary>
    public void Begin(long sentBefore)
    {
        _sentBefore = sentBefore;
        Volatile.Write(ref _looking, false);
    }

    /// <summary>Asks the worker how many packets were sent until now.</summary>
    public async Task BeginAsync()
    {
        try
        {
            Begin(await SentAsync());
        }
        catch (MediasoupException)
        {
            // The consumer, or its worker, is gone.
        }
    }

    /// <summary>Is it time to look? Whoever is told so looks with <see cref="AskAsync"/>.</summary>
    public bool TryLook()
    {
        if (Volatile.Read(ref _looking) || time.GetElapsedTime(_lookedAt) < _pause)
        {
            return false;
        }

        return _looking = true;
    }

    /// <summary>Asks for a key frame if nothing was sent yet; false when there is nothing to wait for any more.</summary>
    public async Task<bool> AskAsync()
    {
        try
        {
            if (consumer.Closed || consumer.Paused || consumer.ProducerPaused || await SentAsync() > _sentBefore)
            {
                return false;
            }

            await consumer.RequestKeyFrameAsync();
        }
        catch (MediasoupException)
        {
            return false;
        }

        _lookedAt = time.GetTimestamp();
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        Volatile.Write(ref _looking, false);
        return true;
    }

    private async Task<long> SentAsync() => (await consumer.GetStatsAsync()).OfType<RtpStreamSendStat>().Sum(stream => stream.PacketCount);
}

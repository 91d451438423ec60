using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>A video that has not started yet: its key frame is requested at growing intervals until packets are sent.</summary>
internal sealed class PendingKeyFrame(Consumer consumer, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    private TimeSpan _pause = FirstPause;
    private long _lookedAt = time.GetTimestamp();
    private long _sentBefore;
    private bool _looking = true;

    public Consumer Consumer => consumer;

    /// <summary>Starts the wait; <paramref name="sentBefore"/> packets were sent before it.</summary>
    public void Begin(long sentBefore)
    {
        _sentBefore = sentBefore;
        Volatile.Write(ref _looking, false);
    }

    /// <summary>Starts the wait, with the number of packets sent so far as reported by the worker.</summary>
    public async Task BeginAsync()
    {
        try
        {
            Begin(await SentAsync());
        }
        catch (MediasoupException)
        {
            // The consumer was closed, or its worker died.
        }
    }

    /// <summary>Whether the next check is due. The caller then runs it with <see cref="AskAsync"/>.</summary>
    public bool TryLook()
    {
        if (Volatile.Read(ref _looking) || time.GetElapsedTime(_lookedAt) < _pause)
        {
            return false;
        }

        return _looking = true;
    }

    /// <summary>Requests a key frame if nothing was sent yet. Returns false when there is nothing left to wait for.</summary>
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

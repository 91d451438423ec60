namespace Signal.MediaNode.Concurrency;

/// <summary>A token bucket: limits the sustained rate and allows bursts.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly double _perSecond;
    private readonly double _burst;
    private double _tokens;
    private long _filledAt;

    public TokenBucket(TimeProvider time, double perSecond, double burst)
    {
        (_time, _perSecond, _burst, _tokens) = (time, perSecond, burst, burst);
        _filledAt = time.GetTimestamp();
    }

    /// <summary>Whether the bucket is full. A full bucket is equivalent to a new one.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                Fill();
                return _tokens >= _burst;
            }
        }
    }

    /// <summary>Takes one token. Returns false when the bucket is empty.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            Fill();
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + (_time.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond));
        _filledAt = now;
    }
}

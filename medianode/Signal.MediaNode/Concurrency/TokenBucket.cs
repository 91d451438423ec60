namespace Signal.MediaNode.Concurrency;

/// <summary>Allows bursts, and a rate in the long run. Not safe for concurrent use.</summary>
internal sealed class TokenBucket
{
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

    /// <summary>Takes one token, if there is one.</summary>
    public bool TryTake()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + (_time.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}

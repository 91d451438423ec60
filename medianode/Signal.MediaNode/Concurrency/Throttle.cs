namespace Signal.MediaNode.Concurrency;

/// <summary>Lets the first through, and then one per interval. For one caller at a time.</summary>
internal sealed class Throttle(TimeProvider time, TimeSpan interval)
{
    private long? _passedAt;

    /// <summary>May this one pass?</summary>
    public bool TryPass()
    {
        if (_passedAt is { } last && time.GetElapsedTime(last) < interval)
        {
            return false;
        }

        _passedAt = time.GetTimestamp();
        return true;
    }
}

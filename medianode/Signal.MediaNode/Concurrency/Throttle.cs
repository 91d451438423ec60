namespace Signal.MediaNode.Concurrency;

/// <summary>Lets the first through, and then one per interval.</summary>
internal sealed class Throttle(TimeProvider time, TimeSpan interval)
{
    private readonly Lock _lock = new();
    private long? _passedAt;
    private int _heldBack;

    /// <summary>May this one pass?</summary>
    public bool TryPass() => TryPass(out _);

    /// <summary>May this one pass? <paramref name="heldBack"/>: how many did not since the last that did.</summary>
    public bool TryPass(out int heldBack)
    {
        lock (_lock)
        {
            heldBack = _heldBack;
            if (_passedAt is { } last && time.GetElapsedTime(last) < interval)
            {
                _heldBack++;
                return false;
            }

            (_passedAt, _heldBack) = (time.GetTimestamp(), 0);
            return true;
        }
    }
}

namespace Signal.MediaNode.Concurrency;

/// <summary>Allows the first call, then one per interval.</summary>
internal sealed class Throttle(TimeProvider time, TimeSpan interval)
{
    private readonly Lock _lock = new();
    private long? _passedAt;
    private int _heldBack;

    /// <summary>Whether this call is allowed.</summary>
    public bool TryPass() => TryPass(out _);

    /// <summary>
    /// Whether this call is allowed. <paramref name="heldBack"/> is the number of calls rejected since the last allowed one.
    /// </summary>
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

namespace Signal.Mediasoup;

/// <summary>
/// Pauses and resumes the piped copy of a producer with its original. One change is in progress at a time, and after each the state of the
/// original is checked again, so the copy ends in the same state, whatever the order of events and answers.
/// </summary>
internal sealed class PipedPause
{
    private readonly Func<bool> _wanted;
    private readonly Func<bool> _actual;
    private readonly Func<bool, Task> _set;
    private int _looks;

    public PipedPause(PausableObserver original, Func<bool> wanted, Func<bool> actual, Func<bool, Task> set)
    {
        _wanted = wanted;
        _actual = actual;
        _set = set;
        original.OnPause += Follow;
        original.OnResume += Follow;
    }

    /// <summary>Completes when the copy has the state of the original, or when a change in progress will ensure it.</summary>
    public async Task FollowAsync()
    {
        if (Interlocked.Increment(ref _looks) > 1)
        {
            return;
        }

        int seen;
        do
        {
            seen = Volatile.Read(ref _looks);
            try
            {
                if (_wanted() is var wanted && wanted != _actual())
                {
                    await _set(wanted);
                }
            }
            catch (MediasoupException)
            {
                // The copy was closed meanwhile, and with it the original; or its worker does not answer and is about to be replaced.
            }
        }
        while (Interlocked.CompareExchange(ref _looks, 0, seen) != seen);
    }

    /// <summary>
    /// The original may have been paused or resumed. Also to be called when its source was: the observer does not report that while the
    /// original itself is paused.
    /// </summary>
    public void Follow() => _ = FollowAsync();
}

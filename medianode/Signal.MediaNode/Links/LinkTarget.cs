namespace Signal.MediaNode.Links;

/// <summary>Another node to which this one opens links, one at a time. Not thread-safe.</summary>
internal sealed class LinkTarget(TimeSpan maxBackoff, TimeProvider time)
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(100);

    private int _failures;
    private long _changedAt = time.GetTimestamp();
    private double _jitter;

    /// <summary>The link; null: none is open.</summary>
    public Link? Link { get; private set; }

    /// <summary>The attempt in progress; null: none.</summary>
    public Task? Opening { get; set; }

    /// <summary>Whether there was no link and no attempt for a while, so that a new target would be equivalent.</summary>
    public bool IsUnused => Link is null && Opening is null && time.GetElapsedTime(_changedAt) > maxBackoff;

    /// <summary>The time until the next attempt may start.</summary>
    public TimeSpan Pause
    {
        get
        {
            var pause = Backoff - time.GetElapsedTime(_changedAt);
            return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
        }
    }

    // Half of it is random, so that nodes that lost each other at the same time do not return at the same time.
    private TimeSpan Backoff => _failures == 0
        ? TimeSpan.Zero
        : TimeSpan.FromTicks((long)(Math.Min(maxBackoff.Ticks, FirstBackoff.Ticks * Math.Pow(2, _failures - 1)) * (1 + _jitter) / 2));

    /// <summary>An attempt has ended; null: it failed.</summary>
    public void Attempted(Link? link)
    {
        (Opening, Link) = (null, link);
        Change(link is null ? _failures + 1 : _failures);
    }

    /// <summary>The link has ended. One that did not last counts as a failed attempt.</summary>
    public void Ended()
    {
        Link = null;
        Change(time.GetElapsedTime(_changedAt) < maxBackoff ? _failures + 1 : 0);
    }

    private void Change(int failures)
    {
        (_failures, _changedAt, _jitter) = (failures, time.GetTimestamp(), Random.Shared.NextDouble());
    }
}

namespace Signal.Functions.Limits;

/// <summary>The shared counters of all instances.</summary>
internal interface IPointStore
{
    /// <summary>
    /// Leases a block of the remaining points of a key in a window. The result has a later window when another instance has opened one.
    /// </summary>
    Task<PointLease> LeaseAsync(string limiter, string key, long window, DateTimeOffset expires, int points, CancellationToken cancellationToken);
}

/// <summary>The leased points; none: the window is exhausted.</summary>
internal readonly record struct PointLease(long Window, int Granted)
{
    /// <summary>
    /// The size of a block: a quarter of the remaining points. Few round trips while many points remain, small blocks near the end, so that
    /// few points are stranded with an instance that does not use them.
    /// </summary>
    public static int Block(int points, int left) => Math.Min(left, Math.Max(Math.Max(1, points / 100), left / 4));
}

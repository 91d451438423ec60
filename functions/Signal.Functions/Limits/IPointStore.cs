namespace Signal.Functions.Limits;

/// <summary>The counts that all instances share.</summary>
internal interface IPointStore
{
    /// <summary>
    /// Takes a block of what is left of a key's points in a window. The answer names a later window when another instance has opened one.
    /// </summary>
    Task<PointLease> LeaseAsync(string limiter, string key, long window, DateTimeOffset expires, int points, CancellationToken cancellationToken);
}

/// <summary>Points taken; none: the window is used up.</summary>
internal readonly record struct PointLease(long Window, int Granted)
{
    /// <summary>
    /// A quarter of what is left: few round trips while there is plenty, small blocks near the end, so that little is
    /// stranded with an instance that does not use it.
    /// </summary>
    public static int Block(int points, int left) => Math.Min(left, Math.Max(Math.Max(1, points / 100), left / 4));
}

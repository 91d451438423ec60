namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Renews a lock while a batch is handled, each time when half of what is left has passed.</summary>
internal static class LockRenewal
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Renews until <paramref name="cancellationToken"/> fires, the longest time has passed, or a renewal fails: the broker then delivers
    /// again.
    /// </summary>
    /// <param name="lockedUntil">Reads when the lock runs out.</param>
    /// <param name="renew">Renews it.</param>
    /// <param name="longest">For how long the lock is renewed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the renewal.</param>
    public static async Task RunAsync(
        Func<DateTimeOffset> lockedUntil,
        Func<CancellationToken, Task> renew,
        TimeSpan longest,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        for (var end = time.GetUtcNow() + longest; time.GetUtcNow() < end;)
        {
            var half = (lockedUntil() - time.GetUtcNow()) / 2;
            await Task.Delay(half > Shortest ? half : Shortest, time, cancellationToken);
            await renew(cancellationToken);
        }
    }
}

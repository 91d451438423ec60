namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Renews a lock while a batch is handled, each time after half of the remaining lock duration.</summary>
internal static class LockRenewal
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Renews until <paramref name="cancellationToken"/> is cancelled, the maximum time has passed, or a renewal fails; the broker then
    /// redelivers the messages.
    /// </summary>
    /// <param name="lockedUntil">Returns the expiry time of the lock.</param>
    /// <param name="renew">Renews the lock.</param>
    /// <param name="longest">The maximum time for which the lock is renewed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the renewal.</param>
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

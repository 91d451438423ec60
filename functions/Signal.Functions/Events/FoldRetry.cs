using Microsoft.Extensions.Logging;
using Signal.Functions.Storage;

namespace Signal.Functions.Events;

/// <summary>
/// Folds again while the tables are away. A message that fails comes again at once, so that an outage of seconds would use up all its deliveries.
/// </summary>
public sealed partial class FoldRetry(TimeProvider time, ILogger<FoldRetry> logger)
{
    // Within the time for which the host renews a message's lock: host.json, maxAutoLockRenewalDuration.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Folds, until it is done or some minutes have passed.</summary>
    /// <exception cref="StorageUnavailableException">The tables stayed away.</exception>
    public Task RunAsync(Func<Task> fold, CancellationToken cancellationToken) => RunAsync(fold, DateTimeOffset.MaxValue, cancellationToken);

    /// <summary>Folds, until it is done or there is no use in it any more.</summary>
    /// <exception cref="StorageUnavailableException">The tables stayed away.</exception>
    public async Task RunAsync(Func<Task> fold, DateTimeOffset usefulUntil, CancellationToken cancellationToken)
    {
        var limit = time.GetUtcNow() + Longest;
        var end = usefulUntil < limit ? usefulUntil : limit;
        for (var pause = FirstPause; ; pause = pause < LongestPause / 2 ? pause * 2 : LongestPause)
        {
            try
            {
                await fold();
                return;
            }
            catch (StorageUnavailableException e) when (time.GetUtcNow() + pause < end)
            {
                LogWaiting(pause, e);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    [LoggerMessage(1331, LogLevel.Warning, "The tables are away: folding again in {Pause}")]
    private partial void LogWaiting(TimeSpan pause, Exception exception);
}

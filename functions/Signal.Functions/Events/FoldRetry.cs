using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Functions.Storage;

namespace Signal.Functions.Events;

/// <summary>
/// Retries while table storage or the bus is unavailable. A message that fails is redelivered at once, so that an outage of some seconds
/// would exhaust its delivery count.
/// </summary>
public sealed partial class FoldRetry(TimeProvider time, ILogger<FoldRetry> logger)
{
    // Shorter than the time for which the host renews the lock of a message: host.json, maxAutoLockRenewalDuration.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Folds and retries, until it succeeds or some minutes have passed.</summary>
    /// <exception cref="StorageUnavailableException">Table storage stayed unavailable.</exception>
    public Task RunAsync(Func<Task> fold, CancellationToken cancellationToken) => RunAsync(fold, DateTimeOffset.MaxValue, cancellationToken);

    /// <summary>Folds and retries, until it succeeds or the message is outdated.</summary>
    /// <exception cref="StorageUnavailableException">Table storage stayed unavailable.</exception>
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
            catch (Exception e) when (IsOutage(e) && time.GetUtcNow() + pause < end)
            {
                LogWaiting(pause, e.Message);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>Whether table storage or the bus is unavailable, so that the same message can be folded later.</summary>
    public static bool IsOutage(Exception exception) => exception is StorageUnavailableException or BusUnavailableException;

    [LoggerMessage(EventIds.FoldRetried, LogLevel.Warning, "Retrying in {Delay}: {Reason}")]
    private partial void LogWaiting(TimeSpan delay, string reason);
}

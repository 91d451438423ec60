using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.Limits;

/// <summary>Deletes expired windows.</summary>
public sealed class LimitTimers(PointStore points, TimeProvider time)
{
    /// <summary>Every ten minutes.</summary>
    [Function("SweepRateLimits")]
    public Task Sweep([TimerTrigger("45 */10 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        points.SweepAsync(time.GetUtcNow(), cancellationToken);
}

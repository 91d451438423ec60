using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signal.Functions.Storage;

namespace Signal.Functions.Limits;

/// <summary>
/// Admits a number of requests per key in each fixed window, over all instances: an instance leases blocks of points from the
/// store and spends them in memory, so that most requests need no store access. Exhausted windows are cached too.
/// </summary>
internal sealed partial class WindowLimiter(
    string name, RateLimitRule rule, RateLimitFailure failure, TimeSpan storageTimeout, IPointStore store, TimeProvider time, ILogger<WindowLimiter> logger)
{
    private const int SweepAbove = 10_000;
    private readonly ConcurrentDictionary<string, KeyWindow> _keys = new(StringComparer.Ordinal);
    private readonly long _ticks = TimeSpan.FromSeconds(rule.Seconds).Ticks;
    private long _swept;

    /// <summary>Takes a point that this instance has already leased; does not access the store.</summary>
    public bool TryAdmit(string key) =>
        _keys.TryGetValue(key, out var state) && state.TryTake(time.GetUtcNow().UtcTicks / _ticks) == true;

    public async ValueTask<Admission> AdmitAsync(string key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var window = now.UtcTicks / _ticks;
        Sweep(window);
        var state = _keys.GetOrAdd(key, static _ => new KeyWindow());
        if (state.TryTake(window) is { } known)
        {
            return Answer(known, now, state);
        }

        await state.Gate.WaitAsync(cancellationToken);
        try
        {
            if (state.TryTake(window) is { } leased)
            {
                return Answer(leased, now, state);
            }

            state.Add(await LeaseAsync(state, key, window, cancellationToken));
            return Answer(state.TryTake(window) ?? false, now, state);
        }
        finally
        {
            state.Gate.Release();
        }
    }

    private Admission Answer(bool allowed, DateTimeOffset now, KeyWindow state) =>
        allowed ? Admission.Granted : Admission.Refused(TimeSpan.FromTicks(Math.Max(0, ((state.Window + 1) * _ticks) - now.UtcTicks)));

    private async Task<PointLease> LeaseAsync(KeyWindow state, string key, long window, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(storageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var expires = new DateTimeOffset((window + 1) * _ticks, TimeSpan.Zero);
            return await store.LeaseAsync(name, key, window, expires, rule.Points, either.Token);
        }
        catch (Exception exception)
            when (exception is StorageUnavailableException
                || (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
        {
            LogStoreFailed(logger, name, failure, exception.Message);
            return new PointLease(window, failure == RateLimitFailure.Local && state.TryGoLocal(window) ? rule.Points : 0);
        }
    }

    private void Sweep(long window)
    {
        var last = Volatile.Read(ref _swept);
        if (_keys.Count <= SweepAbove || last == window || Interlocked.CompareExchange(ref _swept, window, last) != last)
        {
            return;
        }

        foreach (var (key, state) in _keys)
        {
            if (state.Window < window)
            {
                _keys.TryRemove(new KeyValuePair<string, KeyWindow>(key, state));
            }
        }
    }

    [LoggerMessage(EventIds.SharedLimitUnavailable, LogLevel.Warning,
        "Shared counts of limiter {Limiter} are unavailable; falling back to {Failure}: {Reason}")]
    private static partial void LogStoreFailed(ILogger logger, string limiter, RateLimitFailure failure, string reason);
}

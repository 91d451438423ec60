using Microsoft.Extensions.Logging;
using Signal.Bus;
using Signal.Contracts.Bus;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Renews a lock at half of its time, until disposed or until <paramref name="limit"/> has passed since it was last extended.</summary>
internal sealed class LockRenewal(string what, string queue, Func<CancellationToken, Task<DateTimeOffset>> renew, TimeSpan limit, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private long _extended;

    /// <summary>Starts renewing a lock that ends at a given time.</summary>
    public LockRenewal Start(DateTimeOffset lockedUntil)
    {
        Extend();
        _running = RunAsync(lockedUntil);
        return this;
    }

    /// <summary>The limit counts from now.</summary>
    public void Extend() => Volatile.Write(ref _extended, time.GetTimestamp());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(DateTimeOffset lockedUntil)
    {
        try
        {
            while (true)
            {
                var half = (lockedUntil - time.GetUtcNow()) / 2;
                await Task.Delay(half > Shortest ? half : Shortest, time, _stop.Token);
                if (time.GetElapsedTime(Volatile.Read(ref _extended)) >= limit)
                {
                    return;
                }

                lockedUntil = await renew(_stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (failure is BusLockLostException or BusUnavailableException)
        {
            logger.LockLost(what, queue, failure.Message);
        }
    }
}

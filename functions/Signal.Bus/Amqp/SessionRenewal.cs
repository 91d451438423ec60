using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

/// <summary>Keeps a session's lock alive until disposed. Once a renewal fails, the receiver's own loss ends the session.</summary>
internal sealed partial class SessionRenewal : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;

    public SessionRenewal(BusReceiver receiver, TimeProvider time, ILogger logger) => _renewing = RenewAsync(receiver, time, logger, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
    }

    private static async Task RenewAsync(BusReceiver receiver, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            while (receiver.SessionLockedUntil is { } until)
            {
                var half = (until - time.GetUtcNow()) / 2;
                await Task.Delay(half > Shortest ? half : Shortest, time, cancellationToken);
                await receiver.RenewSessionLockAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is BusUnavailableException or BusLockLostException)
        {
            LogFailed(logger, receiver.Queue, receiver.SessionId, error.Message);
            await receiver.DisposeAsync();
        }
    }

    [LoggerMessage(4124, LogLevel.Warning, "The lock on session {Session} of {Queue} was not renewed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string queue, string? session, string reason);
}

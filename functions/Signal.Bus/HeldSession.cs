using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;

namespace Signal.Bus;

/// <summary>An accepted session. Renews the session lock until disposed; disposal releases the messages that were not completed.</summary>
internal sealed partial class HeldSession : IAsyncDisposable
{
    /// <summary>The wait time of one receive operation; it affects only the traffic of an idle session.</summary>
    private static readonly TimeSpan ReceiveWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestRenewal = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _ended;
    private readonly ServiceBusSessionReceiver _receiver;
    private readonly TimeSpan _closeTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _renewing;

    /// <summary>
    /// The lock is lost, so nothing is left to release; closing a link that the broker has just ended takes the SDK its full timeout.
    /// </summary>
    private bool _lost;

    public HeldSession(ServiceBusSessionReceiver receiver, TimeSpan closeTimeout, TimeProvider time, ILogger logger)
    {
        _receiver = receiver;
        _closeTimeout = closeTimeout;
        _time = time;
        _logger = logger;
        _ended = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _renewing = RenewAsync(_ended.Token);
    }

    /// <summary>
    /// Handles messages in order until one fails; the session must then be accepted again, since prefetched messages would overtake the
    /// failed one. Throws when the session is lost or <paramref name="cancellationToken"/> is cancelled.
    /// </summary>
    public async Task HandleAsync(Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, cancellationToken);

        // Handled messages are still completed while receiving stops, until the close timeout.
        using var stopping = cancellationToken.Register(() => _ended.CancelAfter(_closeTimeout));
        try
        {
            await HandleInOrderAsync(handler, linked.Token);
        }
        catch (Exception error) when (BrokerErrors.EndsSession(error))
        {
            _lost = true;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
        var closing = CloseAsync();
        if (!_lost)
        {
            await closing;
        }
    }

    private async Task HandleInOrderAsync(Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var message in await _receiver.ReceiveMessagesAsync(_receiver.PrefetchCount, ReceiveWait, cancellationToken))
            {
                if (!await SucceedsAsync(message, handler, cancellationToken))
                {
                    await _receiver.AbandonMessageAsync(message, cancellationToken: _ended.Token);
                    return;
                }

                await _receiver.CompleteMessageAsync(message, _ended.Token);
            }
        }
    }

    private async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(_closeTimeout, _time);
        try
        {
            await _receiver.CloseAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception error) when (BrokerErrors.EndsSession(error) || error is OperationCanceledException)
        {
            LogNotClosed(_logger, _receiver.EntityPath, _receiver.SessionId, error.Message);
        }
    }

    private async Task<bool> SucceedsAsync(
        ServiceBusReceivedMessage received, Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        var message = MessageMapping.FromAzure(received);
        using var activity = BusActivity.StartProcess(_receiver.EntityPath, message.TraceParent);
        try
        {
            await handler(message, cancellationToken);
            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogHandlerFailed(_logger, _receiver.EntityPath, received.SequenceNumber, received.DeliveryCount, error);
            return false;
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var half = (_receiver.SessionLockedUntil - _time.GetUtcNow()) / 2;
                await Task.Delay(half > ShortestRenewal ? half : ShortestRenewal, _time, cancellationToken);
                await _receiver.RenewSessionLockAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (BrokerErrors.EndsSession(error))
        {
            LogNotRenewed(_logger, _receiver.EntityPath, _receiver.SessionId, error.Message);
            _lost = true;
            await _ended.CancelAsync();
        }
    }

    [LoggerMessage(
        EventIds.SessionMessageFailed,
        LogLevel.Error,
        "Message {SequenceNumber} of {Queue} failed at delivery {DeliveryCount} and will be delivered again")]
    private static partial void LogHandlerFailed(ILogger logger, string queue, long sequenceNumber, int deliveryCount, Exception error);

    [LoggerMessage(EventIds.SessionLockNotRenewed, LogLevel.Warning, "The lock on session {Session} of {Queue} was not renewed: {Reason}")]
    private static partial void LogNotRenewed(ILogger logger, string queue, string session, string reason);

    [LoggerMessage(EventIds.SessionNotClosed, LogLevel.Debug, "Session {Session} of {Queue} was not closed: {Reason}")]
    private static partial void LogNotClosed(ILogger logger, string queue, string session, string reason);
}

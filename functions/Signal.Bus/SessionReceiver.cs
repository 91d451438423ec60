using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;

namespace Signal.Bus;

/// <summary>
/// Receives one session until cancelled: accepts it, handles its messages, and accepts it again after a lost lock, a lost connection or a failed
/// message. The session processor of the SDK cannot do this with prefetching: after a failure it would deliver the next message first.
/// </summary>
internal sealed partial class SessionReceiver(
    ServiceBusClient client,
    string queue,
    string sessionId,
    Func<BusMessage, CancellationToken, Task> handler,
    Action<BusSessionState> onState,
    BusAccess access,
    BusOptions options,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>
    /// The number of messages that the broker sends in advance. Their locks cannot expire on their own: the session lock covers them.
    /// </summary>
    private const int PrefetchCount = 64;

    private BusSessionState _state;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options.MinBackoff, options.MaxBackoff, time);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var receiver = await client.AcceptSessionAsync(
                    queue, sessionId, new ServiceBusSessionReceiverOptions { PrefetchCount = PrefetchCount }, cancellationToken);
                await using var session = new HeldSession(receiver, options.OperationTimeout, time, logger);
                backoff.Reset();
                access.Accept(queue, BusRight.Listen);
                Enter(BusSessionState.Held);
                await session.HandleAsync(handler, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // The operation failed because the session is being released.
                return;
            }
            catch (ServiceBusException error) when (error.Reason == ServiceBusFailureReason.SessionCannotBeLocked)
            {
                access.Accept(queue, BusRight.Listen);
                Enter(BusSessionState.HeldByAnother);
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error) when (BrokerErrors.IsUnauthorized(error))
            {
                access.Refuse(queue, BusRight.Listen, error);
                Enter(BusSessionState.None);
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error) when (BrokerErrors.EndsSession(error) || error is OperationCanceledException)
            {
                LogInterrupted(logger, queue, sessionId, error.Message);
                Enter(BusSessionState.None);
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Enter(BusSessionState state)
    {
        if (state == _state)
        {
            return;
        }

        _state = state;
        LogState(logger, queue, sessionId, state);
        onState(state);
    }

    [LoggerMessage(EventIds.SessionState, LogLevel.Information, "Session {Session} of {Queue}: {State}")]
    private static partial void LogState(ILogger logger, string queue, string session, BusSessionState state);

    [LoggerMessage(EventIds.SessionInterrupted, LogLevel.Warning, "Receiving session {Session} of {Queue} was interrupted: {Reason}")]
    private static partial void LogInterrupted(ILogger logger, string queue, string session, string reason);
}

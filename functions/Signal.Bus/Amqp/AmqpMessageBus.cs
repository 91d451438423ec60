using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

/// <summary>The bus over AMQP.</summary>
internal sealed partial class AmqpMessageBus(AmqpBusClient client, IOptions<BusOptions> options, TimeProvider time, ILogger<AmqpMessageBus> logger) : IMessageBus
{
    /// <summary>A link without traffic is opened anew after this time, before the service closes it (after 10 minutes).</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(5);

    public Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken) =>
        client.SendAsync(queue, messages, cancellationToken);

    public async Task ReceiveSessionAsync(
        string queue, string sessionId, Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options.Value.MinBackoff, options.Value.MaxBackoff, time);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await client.AcceptSessionAsync(queue, sessionId, prefetch: 1, options.Value.OperationTimeout, cancellationToken) is { } receiver)
                {
                    LogAccepted(logger, queue, sessionId);
                    await using (receiver)
                    {
                        backoff.Reset();
                        await PumpAsync(receiver, handler, cancellationToken);
                    }

                    continue;
                }

                LogHeldElsewhere(logger, queue, sessionId);
                await backoff.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is BusUnavailableException or BusLockLostException)
            {
                LogLost(logger, queue, sessionId, error.Message);
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task PumpAsync(BusReceiver receiver, Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        await using var renewal = new SessionRenewal(receiver, time, logger);
        while (await receiver.ReceiveAsync(MaxIdle, cancellationToken) is { } delivery)
        {
            using var activity = BusActivity.StartProcess(receiver.Queue, delivery.Message.TraceParent);
            try
            {
                await handler(delivery.Message, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogHandlerFailed(logger, receiver.Queue, delivery.SequenceNumber, delivery.DeliveryCount, error);
                receiver.Abandon(delivery);
                continue;
            }

            // Confirmed, so that the next message of the session is never handled while this one may come again.
            await receiver.CompleteAsync(delivery, confirm: true, CancellationToken.None);
        }
    }

    [LoggerMessage(4120, LogLevel.Information, "Receiving session {Session} of {Queue}")]
    private static partial void LogAccepted(ILogger logger, string queue, string session);

    [LoggerMessage(4121, LogLevel.Information, "Session {Session} of {Queue} is held by another receiver; trying again")]
    private static partial void LogHeldElsewhere(ILogger logger, string queue, string session);

    [LoggerMessage(4122, LogLevel.Warning, "Receiving session {Session} of {Queue} was interrupted: {Reason}")]
    private static partial void LogLost(ILogger logger, string queue, string session, string reason);

    [LoggerMessage(4123, LogLevel.Error, "Message {SequenceNumber} of {Queue} failed at delivery {DeliveryCount} and will come again")]
    private static partial void LogHandlerFailed(ILogger logger, string queue, long sequenceNumber, int deliveryCount, Exception error);
}

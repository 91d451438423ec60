using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;

namespace Signal.Bus.Azure;

internal sealed partial class AzureMessageBus
{
    /// <summary>How long one hold of a session is renewed; after that the processor accepts the session anew.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromHours(12);

    public async Task ReceiveSessionAsync(
        string queue, string sessionId, Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        var options = new ServiceBusSessionProcessorOptions
        {
            AutoCompleteMessages = false,
            MaxConcurrentSessions = 1,
            MaxConcurrentCallsPerSession = 1,
            MaxAutoLockRenewalDuration = LongestHold,
        };
        options.SessionIds.Add(sessionId);
        await using var processor = _client.CreateSessionProcessor(queue, options);
        processor.ProcessMessageAsync += received => ProcessAsync(queue, received, handler, cancellationToken);
        processor.ProcessErrorAsync += failure =>
        {
            LogInterrupted(_logger, queue, sessionId, failure.ErrorSource, failure.Exception);
            return Task.CompletedTask;
        };
        try
        {
            await processor.StartProcessingAsync(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await processor.StopProcessingAsync(CancellationToken.None);
        }
    }

    private async Task ProcessAsync(
        string queue, ProcessSessionMessageEventArgs received, Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        var message = MessageMapping.FromAzure(received.Message);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(received.CancellationToken, cancellationToken);
        using var activity = BusActivity.StartProcess(queue, message.TraceParent);
        try
        {
            await handler(message, either.Token);
        }
        catch (Exception error)
        {
            if (!either.IsCancellationRequested)
            {
                LogHandlerFailed(_logger, queue, received.Message.SequenceNumber, received.Message.DeliveryCount, error);
            }

            await received.AbandonMessageAsync(received.Message, cancellationToken: CancellationToken.None);
            return;
        }

        await received.CompleteMessageAsync(received.Message, CancellationToken.None);
    }

    [LoggerMessage(4122, LogLevel.Warning, "Receiving session {Session} of {Queue} was interrupted at {Source}")]
    private static partial void LogInterrupted(ILogger logger, string queue, string session, ServiceBusErrorSource source, Exception error);

    [LoggerMessage(4123, LogLevel.Error, "Message {SequenceNumber} of {Queue} failed at delivery {DeliveryCount} and will come again")]
    private static partial void LogHandlerFailed(ILogger logger, string queue, long sequenceNumber, int deliveryCount, Exception error);
}

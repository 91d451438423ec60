using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Worker;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Runs one Service Bus function for the messages that a pump receives.</summary>
internal sealed class MessageHandler(FunctionDefinition function, string queue, WorkerSupervisor workers, ILogger logger)
{
    private readonly ServiceBusTrigger _trigger = (ServiceBusTrigger)function.Trigger;

    /// <summary>Runs the function. A failure is logged and rethrown, and the pump abandons the messages.</summary>
    /// <param name="messages">One message, or a batch.</param>
    /// <param name="stopping">Cancels the wait for a worker.</param>
    /// <param name="cancel">Cancels the function.</param>
    public async Task HandleAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, CancellationToken stopping, CancellationToken cancel)
    {
        var worker = await workers.WaitAsync(stopping);
        try
        {
            await worker.InvokeAsync(function.Name, MessageInput.Create(_trigger, messages), cancel);
        }
        catch (Exception failure) when (failure is FunctionFailedException or WorkerLostException or TimeoutException)
        {
            var what = messages is [var message] ? $"message {message.MessageId}" : $"{messages.Count} messages";
            logger.MessageFailed(function.Name, what, queue, messages[0].DeliveryCount, failure.Message);
            throw;
        }
    }

    /// <summary>Logs a receive error, unless the pump is stopping or the error is already logged.</summary>
    public Task LogAsync(ProcessErrorEventArgs error, CancellationToken stopping)
    {
        if (error.ErrorSource != ServiceBusErrorSource.ProcessMessageCallback && !stopping.IsCancellationRequested)
        {
            Log(error.Exception);
        }

        return Task.CompletedTask;
    }

    /// <summary>Logs a receive error.</summary>
    public void Log(Exception failure) => logger.ReceiveInterrupted(queue, failure.Message.ReplaceLineEndings(" "));

    /// <summary>Logs a settlement error.</summary>
    public void LogSettlement(Exception failure) => logger.SettlementFailed(queue, failure.Message.ReplaceLineEndings(" "));
}

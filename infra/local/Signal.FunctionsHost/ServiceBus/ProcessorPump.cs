using Azure.Messaging.ServiceBus;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Base class of the pumps on the SDK's two processor types: passes messages to the handler and stops the processor.</summary>
internal abstract class ProcessorPump(MessageHandler handler) : IMessagePump
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cancel = new();

    public abstract Task StartAsync(CancellationToken cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await using var late = cancellationToken.UnsafeRegister(_ => _cancel.Cancel(), null);
        await StopProcessingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeProcessorAsync();
        _stopping.Dispose();
        _cancel.Dispose();
    }

    protected abstract Task StopProcessingAsync();

    protected abstract ValueTask DisposeProcessorAsync();

    protected Task HandleAsync(ServiceBusReceivedMessage message) => handler.HandleAsync([message], _stopping.Token, _cancel.Token);

    protected Task LogAsync(ProcessErrorEventArgs error) => handler.LogAsync(error, _stopping.Token);
}

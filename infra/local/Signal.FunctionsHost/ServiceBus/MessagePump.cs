using Azure.Messaging.ServiceBus;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Single messages of a queue without sessions, up to <c>maxConcurrentCalls</c> at once.</summary>
internal sealed class MessagePump : IMessagePump
{
    private readonly ServiceBusProcessor _processor;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cancel = new();

    public MessagePump(ServiceBusClient client, string queue, HostJson.ServiceBusSettings settings, MessageHandler handler)
    {
        _processor = client.CreateProcessor(queue, new ServiceBusProcessorOptions
        {
            MaxConcurrentCalls = settings.MaxConcurrentCalls,
            PrefetchCount = settings.PrefetchCount,
            MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
        });
        _processor.ProcessMessageAsync += received => handler.HandleAsync([received.Message], _stopping.Token, _cancel.Token);
        _processor.ProcessErrorAsync += error => handler.LogAsync(error, _stopping.Token);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _processor.StartProcessingAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await using var late = cancellationToken.UnsafeRegister(_ => _cancel.Cancel(), null);
        await _processor.StopProcessingAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _processor.DisposeAsync();
        _stopping.Dispose();
        _cancel.Dispose();
    }
}

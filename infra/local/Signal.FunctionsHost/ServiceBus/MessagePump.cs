using Azure.Messaging.ServiceBus;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Receives single messages of a queue without sessions, up to <c>maxConcurrentCalls</c> concurrently.</summary>
internal sealed class MessagePump : ProcessorPump
{
    private readonly ServiceBusProcessor _processor;

    public MessagePump(ServiceBusClient client, string queue, HostJson.ServiceBusSettings settings, MessageHandler handler)
        : base(handler)
    {
        _processor = client.CreateProcessor(queue, new ServiceBusProcessorOptions
        {
            MaxConcurrentCalls = settings.MaxConcurrentCalls,
            PrefetchCount = settings.PrefetchCount,
            MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
        });
        _processor.ProcessMessageAsync += received => HandleAsync(received.Message);
        _processor.ProcessErrorAsync += LogAsync;
    }

    public override Task StartAsync(CancellationToken cancellationToken) => _processor.StartProcessingAsync(cancellationToken);

    protected override Task StopProcessingAsync() => _processor.StopProcessingAsync(CancellationToken.None);

    protected override ValueTask DisposeProcessorAsync() => _processor.DisposeAsync();
}

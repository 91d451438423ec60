using Azure.Messaging.ServiceBus;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>
/// Receives single messages of a queue with sessions: up to <c>maxConcurrentSessions</c> concurrently, one message at a time in each, in
/// order.
/// </summary>
internal sealed class SessionPump : ProcessorPump
{
    private readonly ServiceBusSessionProcessor _processor;

    public SessionPump(ServiceBusClient client, string queue, HostJson.ServiceBusSettings settings, MessageHandler handler)
        : base(handler)
    {
        _processor = client.CreateSessionProcessor(queue, new ServiceBusSessionProcessorOptions
        {
            MaxConcurrentSessions = settings.MaxConcurrentSessions,
            MaxConcurrentCallsPerSession = 1,
            PrefetchCount = settings.PrefetchCount,
            MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
            SessionIdleTimeout = settings.SessionIdleTimeout,
        });
        _processor.ProcessMessageAsync += received => HandleAsync(received.Message);
        _processor.ProcessErrorAsync += LogAsync;
    }

    public override Task StartAsync(CancellationToken cancellationToken) => _processor.StartProcessingAsync(cancellationToken);

    protected override Task StopProcessingAsync() => _processor.StopProcessingAsync(CancellationToken.None);

    protected override ValueTask DisposeProcessorAsync() => _processor.DisposeAsync();
}

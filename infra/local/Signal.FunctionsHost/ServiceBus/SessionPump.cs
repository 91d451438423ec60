using Azure.Messaging.ServiceBus;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>
/// Single messages of a queue with sessions: up to <c>maxConcurrentSessions</c> at once, one message at a time in each, in order.
/// </summary>
internal sealed class SessionPump : IMessagePump
{
    private readonly ServiceBusSessionProcessor _processor;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cancel = new();

    public SessionPump(ServiceBusClient client, string queue, HostJson.ServiceBusSettings settings, MessageHandler handler)
    {
        _processor = client.CreateSessionProcessor(queue, new ServiceBusSessionProcessorOptions
        {
            MaxConcurrentSessions = settings.MaxConcurrentSessions,
            MaxConcurrentCallsPerSession = 1,
            PrefetchCount = settings.PrefetchCount,
            MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
            SessionIdleTimeout = settings.SessionIdleTimeout,
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

using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Webhooks.Delivery;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>Delivers what immediate delivery left, and forgets what is old.</summary>
public sealed class WebhookTimers(WebhookDispatcher dispatcher, DeadLetters letters)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Retries, and takes over what an instance that died has left.</summary>
    [Function("DeliverWebhooks")]
    public Task Deliver([TimerTrigger("*/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        dispatcher.SweepAsync(Patience, cancellationToken);

    /// <summary>Once an hour.</summary>
    [Function("SweepWebhooks")]
    public async Task Sweep([TimerTrigger("0 23 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await letters.SweepAsync(cancellationToken);
        await dispatcher.ForgetIdleAsync(cancellationToken);
    }
}

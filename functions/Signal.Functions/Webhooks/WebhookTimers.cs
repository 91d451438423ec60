using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Webhooks.Delivery;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>Retries deliveries, and deletes expired data.</summary>
public sealed class WebhookTimers(WebhookDispatcher dispatcher, DeadLetters letters)
{
    private static readonly TimeSpan SweepTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Delivers the due lanes, including those of crashed instances.</summary>
    [Function("DeliverWebhooks")]
    public Task Deliver([TimerTrigger("*/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        dispatcher.SweepAsync(SweepTimeout, cancellationToken);

    /// <summary>Deletes idle lanes and expired dead letters, once an hour.</summary>
    [Function("SweepWebhooks")]
    public async Task Sweep([TimerTrigger("0 23 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await letters.SweepAsync(cancellationToken);
        await dispatcher.ForgetIdleAsync(cancellationToken);
    }
}

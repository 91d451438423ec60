using System.Text.Json.Nodes;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>Sends a test event through the regular outbox.</summary>
public sealed class WebhookPing(WebhookOutbox outbox, TimeProvider time)
{
    /// <summary>Queues a ping for one webhook.</summary>
    public Task SendAsync(WebhookEntity webhook, CancellationToken cancellationToken)
    {
        var ping = new WebhookEvent(WebhookEventTypes.Ping, time.GetUtcNow(), "webhooks/" + webhook.RowKey, new JsonObject { ["webhookId"] = webhook.RowKey });
        return outbox.AcceptAsync(webhook.PartitionKey, webhook.RowKey, "ping", new OutboxEntry(Ids.New(16), Source: null, ping), cancellationToken);
    }
}

using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks;

/// <summary>The stored form of a webhook; partition = service.</summary>
public sealed class WebhookEntity : Entity
{
    /// <summary>The URL that events are posted to.</summary>
    public string Url { get; set; } = "";

    /// <summary>The subscribed event types, separated by commas; null: all.</summary>
    public string? Events { get; set; }

    /// <summary>The description: free text.</summary>
    public string? Description { get; set; }

    /// <summary>Whether the webhook receives events.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When the webhook was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The encrypted signing secret.</summary>
    public byte[] Secret { get; set; } = [];

    /// <summary>The encrypted secret from before the last rotation.</summary>
    public byte[]? FormerSecret { get; set; }

    /// <summary>The time until which <see cref="FormerSecret"/> also signs.</summary>
    public DateTimeOffset? FormerSecretUntil { get; set; }

    /// <summary>Whether the webhook is subscribed to an event type.</summary>
    public bool Wants(string type) => Enabled && (type == WebhookEventTypes.Ping || Events is null || Events.Split(',').Contains(type, StringComparer.Ordinal));
}

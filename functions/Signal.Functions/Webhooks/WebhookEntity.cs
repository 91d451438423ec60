using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks;

/// <summary>A webhook as stored; partition = service.</summary>
public sealed class WebhookEntity : Entity
{
    /// <summary>Where to deliver.</summary>
    public string Url { get; set; } = "";

    /// <summary>The event types it wants, separated by commas; null: all.</summary>
    public string? Events { get; set; }

    /// <summary>Free text.</summary>
    public string? Description { get; set; }

    /// <summary>Are events accepted for it?</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The signing secret, sealed.</summary>
    public byte[] Secret { get; set; } = [];

    /// <summary>The secret before the last rotation, sealed.</summary>
    public byte[]? FormerSecret { get; set; }

    /// <summary>Until when <see cref="FormerSecret"/> signs too.</summary>
    public DateTimeOffset? FormerSecretUntil { get; set; }

    /// <summary>Does it want this type?</summary>
    public bool Wants(string type) => Enabled && (type == WebhookEventTypes.Ping || Events is null || Events.Split(',').Contains(type, StringComparer.Ordinal));
}

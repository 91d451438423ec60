namespace Signal.Functions.Webhooks;

/// <summary>A webhook.</summary>
public sealed record Webhook
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>Where events are posted to.</summary>
    public required string Url { get; init; }

    /// <summary>The event types it gets; absent: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Are events accepted for it?</summary>
    public required bool Enabled { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The secret that signs deliveries; shown once, when it is made.</summary>
    public string? Secret { get; init; }

    internal static Webhook Of(WebhookEntity entity, string? secret = null) => new()
    {
        Id = entity.RowKey,
        Url = entity.Url,
        Events = entity.Events?.Split(','),
        Description = entity.Description,
        Enabled = entity.Enabled,
        CreatedAt = entity.CreatedAt,
        Secret = secret,
    };
}

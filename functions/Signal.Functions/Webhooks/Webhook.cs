namespace Signal.Functions.Webhooks;

/// <summary>A webhook.</summary>
public sealed record Webhook
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The URL that events are posted to.</summary>
    public required string Url { get; init; }

    /// <summary>The subscribed event types; absent: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>The description: free text.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the webhook receives events.</summary>
    public required bool Enabled { get; init; }

    /// <summary>When the webhook was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The secret that signs deliveries; returned once, when it is created.</summary>
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

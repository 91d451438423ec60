namespace Signal.Functions.Webhooks;

/// <summary>The settings of a webhook.</summary>
public sealed record WebhookSpec
{
    /// <summary>An absolute <c>https</c> URL of at most 1024 characters, without user information or fragment.</summary>
    public required string Url { get; init; }

    /// <summary>The subscribed event types; absent: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>The description: free text, at most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the webhook receives events.</summary>
    public bool Enabled { get; init; } = true;
}

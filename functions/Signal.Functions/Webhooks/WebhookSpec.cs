namespace Signal.Functions.Webhooks;

/// <summary>What a caller says of a webhook.</summary>
public sealed record WebhookSpec
{
    /// <summary>An absolute <c>https</c> URL of at most 1024 characters, without user information or fragment.</summary>
    public required string Url { get; init; }

    /// <summary>The event types it gets; absent: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Free text, at most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Are events accepted for it?</summary>
    public bool Enabled { get; init; } = true;
}

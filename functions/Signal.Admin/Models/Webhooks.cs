using System.Text.Json;

namespace Signal.Admin;

/// <summary>What a webhook is to be.</summary>
public sealed record WebhookSpec
{
    /// <summary>An absolute <c>https</c> URL of at most 1024 characters, without user information or fragment.</summary>
    public required string Url { get; init; }

    /// <summary>The event types that it gets; null: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Free text, at most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Events are accepted for it.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>A webhook.</summary>
public sealed record Webhook
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>Where events are posted to.</summary>
    public required string Url { get; init; }

    /// <summary>The event types that it gets; null: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Events are accepted for it.</summary>
    public required bool Enabled { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The secret that signs deliveries; only in the answer that created or rotated it.</summary>
    public string? Secret { get; init; }
}

/// <summary>An event that could not be delivered in time.</summary>
public sealed record DeadLetter
{
    /// <summary>The id, for replay.</summary>
    public required string Id { get; init; }

    /// <summary>The event's type.</summary>
    public required string Type { get; init; }

    /// <summary>When the event was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When its delivery was given up.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>How often delivery failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>How delivery failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>The CloudEvents JSON that was to be delivered.</summary>
    public required JsonElement Event { get; init; }
}

internal sealed record ReplayResult(int Replayed);

using System.Text.Json;

namespace Signal.Admin;

/// <summary>The settings of a webhook.</summary>
public sealed record WebhookSpec
{
    /// <summary>An absolute <c>https</c> URL of at most 1024 characters, without user information or fragment.</summary>
    public required string Url { get; init; }

    /// <summary>The event types to deliver; null: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>A description, at most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether new events are queued for delivery.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>A webhook.</summary>
public sealed record Webhook
{
    /// <summary>The webhook id.</summary>
    public required string Id { get; init; }

    /// <summary>The URL to which events are posted.</summary>
    public required string Url { get; init; }

    /// <summary>The event types to deliver; null: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>A description.</summary>
    public string? Description { get; init; }

    /// <summary>Whether new events are queued for delivery.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The time of creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The secret that signs deliveries; only in the response that created or rotated it.</summary>
    public string? Secret { get; init; }
}

/// <summary>An event that could not be delivered in time.</summary>
public sealed record DeadLetter
{
    /// <summary>The dead letter's id, for replay.</summary>
    public required string Id { get; init; }

    /// <summary>The type of the event.</summary>
    public required string Type { get; init; }

    /// <summary>The time at which the event was queued.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The time at which delivery was abandoned.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>The number of failed delivery attempts.</summary>
    public required int Attempts { get; init; }

    /// <summary>The error of the last delivery attempt.</summary>
    public string? LastError { get; init; }

    /// <summary>The undelivered event as CloudEvents JSON.</summary>
    public required JsonElement Event { get; init; }
}

internal sealed record ReplayResult(int Replayed);

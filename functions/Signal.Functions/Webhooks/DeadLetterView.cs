using System.Text.Json;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>An event that could not be delivered in time.</summary>
public sealed record DeadLetterView
{
    /// <summary>The id, for replay.</summary>
    public required string Id { get; init; }

    /// <summary>The event's type.</summary>
    public required string Type { get; init; }

    /// <summary>When the event was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When the event became a dead letter.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>The number of failed attempts.</summary>
    public required int Attempts { get; init; }

    /// <summary>The error of the last attempt.</summary>
    public string? LastError { get; init; }

    /// <summary>The CloudEvents JSON of the event.</summary>
    public required JsonElement Event { get; init; }

    internal static DeadLetterView Of(DeadLetter letter) => new()
    {
        Id = letter.RowKey,
        Type = letter.Type,
        AcceptedAt = letter.AcceptedAt,
        DiedAt = letter.DiedAt,
        Attempts = letter.Attempts,
        LastError = letter.LastError,
        Event = JsonElement.Parse(letter.Body),
    };
}

/// <summary>The result of a replay.</summary>
/// <param name="Replayed">The number of dead letters that were queued again.</param>
public sealed record ReplayResult(int Replayed);

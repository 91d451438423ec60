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

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>How often delivery failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>How it failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>The CloudEvents JSON that was to be delivered.</summary>
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

/// <summary>Letters are on their way back.</summary>
/// <param name="Replayed">How many.</param>
public sealed record ReplayResult(int Replayed);

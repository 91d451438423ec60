using System.Text.Json;

namespace Signal.Admin;

/// <summary>A participant: one connection of a user to a room.</summary>
public sealed record Participant
{
    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>The role.</summary>
    public string? Role { get; init; }

    /// <summary>The application's metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>The grants now in force.</summary>
    public required Grants Grants { get; init; }

    /// <summary>The client's address.</summary>
    public string? Ip { get; init; }

    /// <summary>When it joined.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>What it publishes.</summary>
    public IReadOnlyList<Producer> Producers { get; init; } = [];
}

/// <summary>Something that a participant publishes.</summary>
/// <param name="ProducerId">The id.</param>
/// <param name="Kind"><c>audio</c>, <c>video</c> or <c>data</c>.</param>
/// <param name="Source"><c>microphone</c>, <c>camera</c>, <c>screen</c>, …; for data its label.</param>
/// <param name="MimeType">The codec.</param>
/// <param name="Paused">Is it paused?</param>
public sealed record Producer(string ProducerId, string Kind, string? Source = null, string? MimeType = null, bool Paused = false);

/// <summary>Mutes a user, or asks it to unmute.</summary>
/// <param name="Muted">Mute, or ask to unmute?</param>
/// <param name="Kind">Only <c>audio</c> or <c>video</c>; null: both.</param>
/// <param name="ProducerId">Only this producer.</param>
public sealed record MuteRequest(bool Muted, string? Kind = null, string? ProducerId = null);

/// <summary>Changes a user in a room; what is null stays.</summary>
/// <param name="Grants">The grants that change.</param>
/// <param name="Name">The new display name.</param>
/// <param name="Metadata">The new metadata.</param>
public sealed record ParticipantPatch(GrantsPatch? Grants = null, string? Name = null, string? Metadata = null);

/// <summary>Sends data to users of a room.</summary>
/// <param name="Payload">Any JSON value.</param>
/// <param name="Topic">The application's name for what is sent.</param>
/// <param name="UserIds">The users; null: everybody.</param>
public sealed record DataRequest(JsonElement Payload, string? Topic = null, IReadOnlyList<string>? UserIds = null);

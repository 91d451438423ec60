using System.Text.Json;

namespace Signal.Admin;

/// <summary>A participant: one connection of a user to a room.</summary>
public sealed record Participant
{
    /// <summary>The user id from the token.</summary>
    public required string UserId { get; init; }

    /// <summary>The peer id, unique for each connection.</summary>
    public required string PeerId { get; init; }

    /// <summary>The display name of the user.</summary>
    public string? Name { get; init; }

    /// <summary>The role from the token.</summary>
    public string? Role { get; init; }

    /// <summary>The application's metadata for the user.</summary>
    public string? Metadata { get; init; }

    /// <summary>The current grants.</summary>
    public required Grants Grants { get; init; }

    /// <summary>The IP address of the client.</summary>
    public string? Ip { get; init; }

    /// <summary>The client's software, as it describes itself.</summary>
    public ClientDevice? Device { get; init; }

    /// <summary>The time of the join.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>The published media and data.</summary>
    public IReadOnlyList<Producer> Producers { get; init; } = [];
}

/// <summary>The software of a client, as it describes itself.</summary>
/// <param name="Name">The browser or application.</param>
/// <param name="Version">Its version.</param>
/// <param name="Os">The operating system.</param>
public sealed record ClientDevice(string? Name = null, string? Version = null, string? Os = null);

/// <summary>A producer of a participant.</summary>
/// <param name="ProducerId">The producer id.</param>
/// <param name="Kind"><c>audio</c>, <c>video</c> or <c>data</c>.</param>
/// <param name="Source"><c>microphone</c>, <c>camera</c>, <c>screen</c> or another source; the label of a data producer.</param>
/// <param name="MimeType">The MIME type of the codec.</param>
/// <param name="Paused">Whether the producer is paused.</param>
public sealed record Producer(string ProducerId, string Kind, string? Source = null, string? MimeType = null, bool Paused = false);

/// <summary>A request to mute a user, or to ask the user's client to unmute.</summary>
/// <param name="Muted">True mutes; false asks to unmute.</param>
/// <param name="Kind"><c>audio</c> or <c>video</c>; null: both.</param>
/// <param name="ProducerId">The only producer to mute; null: all producers of the kind.</param>
public sealed record MuteRequest(bool Muted, string? Kind = null, string? ProducerId = null);

/// <summary>Changes to a participant; null values stay unchanged.</summary>
/// <param name="Grants">The grants to change.</param>
/// <param name="Name">The new display name.</param>
/// <param name="Metadata">The new metadata.</param>
public sealed record ParticipantPatch(GrantsPatch? Grants = null, string? Name = null, string? Metadata = null);

/// <summary>Data for participants of a room.</summary>
/// <param name="Payload">Any JSON value.</param>
/// <param name="Topic">The application's topic for the data.</param>
/// <param name="UserIds">The ids of the recipients; null: all participants.</param>
public sealed record DataRequest(JsonElement Payload, string? Topic = null, IReadOnlyList<string>? UserIds = null);

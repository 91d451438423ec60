using System.Text.Json.Serialization;

namespace Signal.Contracts.Tokens;

/// <summary>
/// The settings that a node needs to open a room; included in each token, so that a room opens without a request to the control plane.
/// </summary>
public sealed record RoomSettings
{
    /// <summary>The version of the settings: a node keeps the highest that it has received; 0: unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }

    /// <summary>The maximum number of concurrent peers; null: the node's limit.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The maximum number of peers that publish concurrently; null: no limit.</summary>
    public int? MaxPublishers { get; init; }

    /// <summary>The codecs of the router, as MIME types in order of preference (<c>video/VP8</c>); null: the node's list.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    /// <summary>How long a room is kept before the first peer joins, in seconds; null: the node's limit.</summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>How long a room is kept after the last peer left, in seconds; null: the node's limit.</summary>
    public int? DepartureTimeoutSeconds { get; init; }

    /// <summary>What happens when a user joins who is already in the room.</summary>
    public DuplicateUserPolicy DuplicateUsers { get; init; }

    /// <summary>The application's text for the room, sent to each peer that joins; null: none.</summary>
    public string? Metadata { get; init; }

    /// <summary>Whether media must be encrypted end to end; clients are notified, and a client without support must not publish.</summary>
    public bool E2eeRequired { get; init; }
}

/// <summary>What happens when a user joins who is already in the room.</summary>
public enum DuplicateUserPolicy
{
    /// <summary>Both stay, as two peers, as in mediasoup-signal.</summary>
    Allow,

    /// <summary>The new peer replaces the existing one.</summary>
    Replace,

    /// <summary>The existing peer stays; the new one is refused.</summary>
    Reject,
}

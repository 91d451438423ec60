using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Admin;

/// <summary>The settings of a room. Null fields take the values of the preset, or else the defaults of the control plane.</summary>
public record RoomSpec
{
    /// <summary>The display name of the room.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the preset that supplies the null fields.</summary>
    public string? Preset { get; init; }

    /// <summary>The name of the placement policy.</summary>
    public string? Policy { get; init; }

    /// <summary>The preferred region of the room's node.</summary>
    public string? Region { get; init; }

    /// <summary>When the room gets another node; null: as the control plane is configured.</summary>
    public RoomSpread? Spread { get; init; }

    /// <summary>The number of participants on a node from which the room gets another one, with <see cref="RoomSpread.Size"/>.</summary>
    public int? SpreadSize { get; init; }

    /// <summary>The maximum number of nodes of the room.</summary>
    public int? MaxNodes { get; init; }

    /// <summary>Stored for compatibility with mediasoup-signal; has no effect.</summary>
    public bool? P2p { get; init; }

    /// <summary>Stored for compatibility with mediasoup-signal; has no effect.</summary>
    public string? MediaConfiguration { get; init; }

    /// <summary>Application data in any JSON shape; the platform does not interpret it.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Application text for the room, sent to all peers.</summary>
    public string? Metadata { get; init; }

    /// <summary>The MIME types of the codecs, in order of preference.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    /// <summary>The maximum number of concurrent participants.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The maximum number of participants that publish concurrently.</summary>
    public int? MaxPublishers { get; init; }

    /// <summary>Seconds for which the room is kept before the first join.</summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>Seconds for which the room is kept after the last participant has left.</summary>
    public int? DepartureTimeoutSeconds { get; init; }

    /// <summary>Whether new joins are rejected.</summary>
    public bool? Locked { get; init; }

    /// <summary>Whether media must be encrypted end to end.</summary>
    public bool? E2eeRequired { get; init; }

    /// <summary>The behaviour when a user joins a room again while still connected to it.</summary>
    public DuplicateUsers? DuplicateUsers { get; init; }

    /// <summary>Whether this is the test room of the service; a service has at most one.</summary>
    public bool? Test { get; init; }
}

/// <summary>When a room gets another node.</summary>
public enum RoomSpread
{
    /// <summary>Never: all participants are on one node.</summary>
    Off,

    /// <summary>When no node of the room is in the region of a user.</summary>
    Region,

    /// <summary>When all nodes of the room have reached a number of participants.</summary>
    Size,
}

/// <summary>The behaviour when a user joins a room again while still connected to it.</summary>
public enum DuplicateUsers
{
    /// <summary>Both connections stay.</summary>
    Allow,

    /// <summary>The new connection replaces the old one.</summary>
    Replace,

    /// <summary>The new connection is rejected.</summary>
    Reject,
}

/// <summary>A room with its settings and state.</summary>
public sealed record Room : RoomSpec, IVersioned
{
    /// <summary>The room id, assigned by the control plane.</summary>
    public required string Id { get; init; }

    /// <summary>The time of creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last change.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the room is open on a node.</summary>
    public bool Live { get; init; }

    /// <summary>The time since which the room is open; null when it is not.</summary>
    public DateTimeOffset? LiveSince { get; init; }

    /// <summary>The ETag of this version, for <see cref="RoomsClient.ReplaceAsync"/>; null when the room comes from a list.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    object IVersioned.WithETag(string etag) => this with { ETag = etag };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Admin;

/// <summary>What a room is to be. Absent fields have the control plane's defaults, or those of the preset.</summary>
public record RoomSpec
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The preset that gives the absent fields.</summary>
    public string? Preset { get; init; }

    /// <summary>The placement policy.</summary>
    public string? Policy { get; init; }

    /// <summary>The region where the room should live.</summary>
    public string? Region { get; init; }

    /// <summary>Kept for applications of mediasoup-signal.</summary>
    public bool? P2p { get; init; }

    /// <summary>Kept for applications of mediasoup-signal.</summary>
    public string? MediaConfiguration { get; init; }

    /// <summary>The application's own data.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The application's text for the room, told to all peers.</summary>
    public string? Metadata { get; init; }

    /// <summary>The codecs, as MIME types in order of preference.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    /// <summary>The most participants at once.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The most participants that publish at once.</summary>
    public int? MaxPublishers { get; init; }

    /// <summary>Seconds that the room is kept before anyone has joined.</summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>Seconds that the room is kept after its last participant left.</summary>
    public int? DepartureTimeoutSeconds { get; init; }

    /// <summary>Nobody gets in.</summary>
    public bool? Locked { get; init; }

    /// <summary>The media must be encrypted end to end.</summary>
    public bool? E2eeRequired { get; init; }

    /// <summary>What happens when a user joins who is in the room already.</summary>
    public DuplicateUsers? DuplicateUsers { get; init; }

    /// <summary>The service's one test room.</summary>
    public bool? Test { get; init; }
}

/// <summary>What happens when a user joins who is in the room already.</summary>
public enum DuplicateUsers
{
    /// <summary>Both stay.</summary>
    Allow,

    /// <summary>The new one stays.</summary>
    Replace,

    /// <summary>The old one stays.</summary>
    Reject,
}

/// <summary>A room.</summary>
public sealed record Room : RoomSpec, IVersioned
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Is it open on a node?</summary>
    public bool Live { get; init; }

    /// <summary>Since when it is open.</summary>
    public DateTimeOffset? LiveSince { get; init; }

    /// <summary>The ETag of this read; null when the room comes from a list.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    object IVersioned.WithETag(string etag) => this with { ETag = etag };
}

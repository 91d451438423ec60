using System.Text.Json;
using Signal.Contracts.Tokens;

namespace Signal.Functions.Rooms;

/// <summary>What a caller says of a room.</summary>
public record RoomSpec
{
    /// <summary>The name: 1 to 128 characters, need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>The preset that gave the fields which the caller left out; see <c>GET /v1/presets</c>.</summary>
    public string? Preset { get; init; }

    /// <summary>The placement policy; absent: the installation's default.</summary>
    public string? Policy { get; init; }

    /// <summary>The region where the room should live, for policy <c>region</c>; a token request's region comes first.</summary>
    public string? Region { get; init; }

    /// <summary>Kept for applications of mediasoup-signal; not used.</summary>
    public bool P2p { get; init; }

    /// <summary>Kept for applications of mediasoup-signal; not used.</summary>
    public string? MediaConfiguration { get; init; }

    /// <summary>The application's own data: any JSON value, shown to the application only.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The application's text for the room, told to all peers.</summary>
    public string? Metadata { get; init; }

    /// <summary>The codecs of the room, as MIME types in order of preference; absent: the node's own list.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    /// <summary>The most participants at once.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The most participants that publish at once.</summary>
    public int? MaxPublishers { get; init; }

    /// <summary>
    /// Seconds that the room is kept before anyone has joined. When this or <see cref="DepartureTimeoutSeconds"/> is set, the room is deleted
    /// once the time has passed; with neither it stays until it is deleted.
    /// </summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>Seconds that the room is kept after its last participant left.</summary>
    public int? DepartureTimeoutSeconds { get; init; }

    /// <summary>No new tokens, and nobody gets in with an old one.</summary>
    public bool Locked { get; init; }

    /// <summary>The media must be encrypted end to end.</summary>
    public bool E2eeRequired { get; init; }

    /// <summary>What happens when a user joins who is in the room already.</summary>
    public DuplicateUserPolicy DuplicateUsers { get; init; }

    /// <summary>The service's one test room: creating it again answers with the one that is there.</summary>
    public bool Test { get; init; }

    /// <summary>Is the room deleted once a time has passed?</summary>
    internal bool HasTimeout => EmptyTimeoutSeconds is not null || DepartureTimeoutSeconds is not null;

    /// <summary>What a node must know of the room.</summary>
    internal RoomSettings ToSettings() => new()
    {
        MaxParticipants = MaxParticipants,
        MaxPublishers = MaxPublishers,
        Codecs = Codecs,
        EmptyTimeoutSeconds = EmptyTimeoutSeconds,
        DepartureTimeoutSeconds = DepartureTimeoutSeconds,
        DuplicateUsers = DuplicateUsers,
        Metadata = Metadata,
        E2eeRequired = E2eeRequired,
    };
}

using System.Text.Json;
using Signal.Contracts.Tokens;

namespace Signal.Functions.Rooms;

/// <summary>The settings of a room.</summary>
public record RoomSpec
{
    /// <summary>The name: 1 to 128 characters, need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>The preset that provides the fields that are absent; see <c>GET /v1/presets</c>.</summary>
    public string? Preset { get; init; }

    /// <summary>The placement policy; absent: the installation's default.</summary>
    public string? Policy { get; init; }

    /// <summary>The preferred region, for policy <c>region</c>; the region of a token request takes precedence.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Whether the room may span several nodes: <c>off</c>, <c>region</c> (a node for each region of users), or <c>size</c> (another node
    /// when the others are full); absent: the installation's default.
    /// </summary>
    public RoomSpread? Spread { get; init; }

    /// <summary>The number of participants on a node from which the room gets another one, with <c>size</c>; absent: the installation's default.</summary>
    public int? SpreadSize { get; init; }

    /// <summary>The maximum number of nodes of the room; absent: the installation's default.</summary>
    public int? MaxNodes { get; init; }

    /// <summary>Stored for applications of mediasoup-signal; not used.</summary>
    public bool P2p { get; init; }

    /// <summary>Stored for applications of mediasoup-signal; not used.</summary>
    public string? MediaConfiguration { get; init; }

    /// <summary>The application's data: any JSON value, not sent to clients.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The application's text for the room, sent to all peers.</summary>
    public string? Metadata { get; init; }

    /// <summary>The codecs of the room, as MIME types in order of preference; absent: the node's list.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    /// <summary>The maximum number of concurrent participants.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The maximum number of participants that publish concurrently.</summary>
    public int? MaxPublishers { get; init; }

    /// <summary>
    /// How long the room is kept before the first participant joins, in seconds. When this or <see cref="DepartureTimeoutSeconds"/> is set,
    /// the room is deleted when the time has elapsed; without both it exists until it is deleted explicitly.
    /// </summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>How long the room is kept after the last participant left, in seconds.</summary>
    public int? DepartureTimeoutSeconds { get; init; }

    /// <summary>Whether the room is locked: no tokens are minted for users outside the room, and existing tokens are refused.</summary>
    public bool Locked { get; init; }

    /// <summary>Whether media must be encrypted end to end.</summary>
    public bool E2eeRequired { get; init; }

    /// <summary>What happens when a user joins who is already in the room.</summary>
    public DuplicateUserPolicy DuplicateUsers { get; init; }

    /// <summary>Whether this is the test room of the service, of which there is one: creating it again returns the existing room.</summary>
    public bool Test { get; init; }

    /// <summary>Whether the room is deleted after a timeout.</summary>
    internal bool HasTimeout => EmptyTimeoutSeconds is not null || DepartureTimeoutSeconds is not null;

    /// <summary>Returns the settings for the node.</summary>
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

using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.MediaNode.Messages.Events;

/// <summary>
/// The first message to a client, after it was admitted. <c>metadata</c> belongs to the user, <c>roomMetadata</c> to the room.
/// </summary>
internal sealed record Welcome(
    string PeerId,
    string RoomId,
    string? SessionSecret,
    string NodeId,
    Grants Grants,
    RoomSettings Settings,
    string? Metadata,
    string? RoomMetadata,
    int ResumeGraceSeconds) : IServerEvent
{
    public static string Name => "welcome";
}

/// <summary>The application's back end changed the room.</summary>
internal sealed record RoomUpdated(bool Locked, string? Metadata, RoomSettings Settings) : IServerEvent
{
    public static string Name => "roomUpdated";
}

/// <summary>The application's back end sent a message to this peer, or to all peers.</summary>
internal sealed record RoomData(string? Topic, JsonElement Payload, string? From) : IServerEvent
{
    public static string Name => "roomData";
}

/// <summary>The room was closed; the connection is closed.</summary>
internal sealed record RoomClosed(string Reason) : IServerEvent
{
    public static string Name => "roomClosed";
}

/// <summary>
/// The room's worker died and the room moved to another one. Clients create their transports again, starting from
/// <c>getRouterRtpCapabilities</c>.
/// </summary>
internal sealed record MediaReset : IServerEvent
{
    public static string Name => "mediaReset";
}

/// <summary>The node is draining; it closes at the deadline at the latest. Null: the drain was cancelled.</summary>
internal sealed record NodeDraining([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? Deadline) : IServerEvent
{
    public static string Name => "nodeDraining";
}

/// <summary>
/// The client has to move to another node: request a new token, join there, leave here. Peers that remain at the deadline are disconnected.
/// </summary>
/// <param name="Reason">The reason for the move.</param>
/// <param name="Deadline">The time at which the node closes the room.</param>
internal sealed record Migrate(MigrateReason Reason, DateTimeOffset Deadline) : IServerEvent
{
    public static string Name => "migrate";
}

/// <summary>
/// The application's back end moves this peer to another room: join there with <paramref name="Access"/>, then leave here.
/// </summary>
/// <param name="RoomId">The room to join.</param>
/// <param name="Access">The answer to a token request for that room.</param>
internal sealed record MoveToRoom(string RoomId, RoomAccess Access) : IServerEvent
{
    public static string Name => "move";
}

/// <summary>The active speaker changed; peer null: silence.</summary>
internal sealed record ActiveSpeaker([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PeerId, int? Volume) : IServerEvent
{
    public static string Name => "activeSpeaker";
}

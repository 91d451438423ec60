using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.MediaNode.Messages.Events;

/// <summary>The first thing a client hears: it was let in. <c>metadata</c> is of its user, <c>roomMetadata</c> of the room.</summary>
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

/// <summary>The back end changed the room.</summary>
internal sealed record RoomUpdated(bool Locked, string? Metadata, RoomSettings Settings) : IServerEvent
{
    public static string Name => "roomUpdated";
}

/// <summary>The back end sent something to this peer, or to all.</summary>
internal sealed record RoomData(string? Topic, JsonElement Payload, string? From) : IServerEvent
{
    public static string Name => "roomData";
}

/// <summary>The room is gone; the connection ends.</summary>
internal sealed record RoomClosed(string Reason) : IServerEvent
{
    public static string Name => "roomClosed";
}

/// <summary>The room's worker died. The room lives on another: transports are to be made again, from <c>getRouterRtpCapabilities</c> on.</summary>
internal sealed record MediaReset : IServerEvent
{
    public static string Name => "mediaReset";
}

/// <summary>The node goes away, at the deadline at the latest. Null: it stays after all.</summary>
internal sealed record NodeDraining([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? Deadline) : IServerEvent
{
    public static string Name => "nodeDraining";
}

/// <summary>
/// The client moves to another node now: it gets a new token, joins there, and leaves here. What is left here at the deadline is cut.
/// </summary>
/// <param name="Reason">Why.</param>
/// <param name="Deadline">When the node closes the room.</param>
internal sealed record Migrate(MigrateReason Reason, DateTimeOffset Deadline) : IServerEvent
{
    public static string Name => "migrate";
}

/// <summary>Who speaks loudest; peer null: nobody speaks.</summary>
internal sealed record ActiveSpeaker([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PeerId, int? Volume) : IServerEvent
{
    public static string Name => "activeSpeaker";
}

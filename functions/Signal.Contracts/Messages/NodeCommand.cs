using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Messages;

/// <summary>
/// A command of the control plane to one node, on queue <c>node-commands</c> with the node id as session id. Every command may come twice:
/// each describes an end state, and <see cref="Id"/> tells repetitions. Its effect is seen as a <see cref="RoomEvent"/> or in a report.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CloseRoom), "closeRoom")]
[JsonDerivedType(typeof(RemoveUser), "removeUser")]
[JsonDerivedType(typeof(LiftBan), "liftBan")]
[JsonDerivedType(typeof(SetMuted), "setMuted")]
[JsonDerivedType(typeof(UpdateUser), "updateUser")]
[JsonDerivedType(typeof(UpdateRoom), "updateRoom")]
[JsonDerivedType(typeof(SendData), "sendData")]
[JsonDerivedType(typeof(RevokeTokens), "revokeTokens")]
[JsonDerivedType(typeof(ReportRoster), "reportRoster")]
[JsonDerivedType(typeof(Drain), "drain")]
[JsonDerivedType(typeof(CancelDrain), "cancelDrain")]
[JsonDerivedType(typeof(Supersede), "supersede")]
public abstract record NodeCommand
{
    /// <summary>Unique; a node executes an id once.</summary>
    public required string Id { get; init; }

    /// <summary>After this the node drops the command.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A command about one room.</summary>
public abstract record RoomCommand : NodeCommand
{
    /// <summary>The service (tenant) id.</summary>
    public required string Tenant { get; init; }

    /// <summary>The room id.</summary>
    public required string RoomId { get; init; }
}

/// <summary>Closes the room; all peers are told and cut.</summary>
public sealed record CloseRoom : RoomCommand;

/// <summary>Removes every peer of a user; with a ban, refuses the user's tokens until <see cref="BannedUntil"/>.</summary>
public sealed record RemoveUser : RoomCommand
{
    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>Refuse the user until then; null: no ban.</summary>
    public DateTimeOffset? BannedUntil { get; init; }

    /// <summary>Orders the bans of a user in a room, and their ends: the greatest wins, whatever comes last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long BanVersion { get; init; }

    /// <summary>Told to the client.</summary>
    public string? Reason { get; init; }
}

/// <summary>Ends the ban of a user.</summary>
public sealed record LiftBan : RoomCommand
{
    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>See <see cref="RemoveUser.BanVersion"/>.</summary>
    public required long BanVersion { get; init; }
}

/// <summary>
/// Mutes what a user produces, or asks for it to be heard again. Muting pauses the producers on the server until the peer resumes them;
/// unmuting only asks the client, since a microphone is its user's to open.
/// </summary>
public sealed record SetMuted : RoomCommand
{
    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>Only this producer; null: all that match.</summary>
    public string? ProducerId { get; init; }

    /// <summary>Only <c>audio</c> or <c>video</c>; null: both.</summary>
    public string? Kind { get; init; }

    /// <summary>Mute, or ask to unmute?</summary>
    public required bool Muted { get; init; }
}

/// <summary>Changes what is set; null fields stay.</summary>
public sealed record UpdateUser : RoomCommand
{
    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>All new grants. What is no longer granted is closed at once.</summary>
    public Grants? Grants { get; init; }

    /// <summary>Changes of single grants, applied by the node to those of each peer of the user.</summary>
    public GrantsPatch? GrantsPatch { get; init; }

    /// <summary>The new display name.</summary>
    public string? Name { get; init; }

    /// <summary>The new metadata.</summary>
    public string? Metadata { get; init; }
}

/// <summary>The room's settings as they are now.</summary>
public sealed record UpdateRoom : RoomCommand
{
    /// <summary>The settings.</summary>
    public required RoomSettings Settings { get; init; }

    /// <summary>When locked, the node lets nobody in, whatever token they hold.</summary>
    public bool Locked { get; init; }

    /// <summary>The room's metadata, told to all peers; the same as in <see cref="Settings"/>.</summary>
    public string? Metadata { get; init; }
}

/// <summary>Delivers a server event <c>roomData</c> to all or some peers.</summary>
public sealed record SendData : RoomCommand
{
    /// <summary>The users to reach; null: everybody.</summary>
    public IReadOnlyList<string>? UserIds { get; init; }

    /// <summary>The application's name for what is sent.</summary>
    public string? Topic { get; init; }

    /// <summary>Any JSON value.</summary>
    public required JsonElement Payload { get; init; }
}

/// <summary>
/// Refuses tokens of a user that were issued before a moment, or one token by its <c>jti</c>. Peers that are in the room stay and may resume:
/// <see cref="RemoveUser"/> ends sessions.
/// </summary>
public sealed record RevokeTokens : RoomCommand
{
    /// <summary>The user id; null: everybody in the room.</summary>
    public string? UserId { get; init; }

    /// <summary>One token's id; null: all that were issued before <see cref="IssuedBefore"/>.</summary>
    public string? TokenId { get; init; }

    /// <summary>Refuse what was issued before.</summary>
    public required DateTimeOffset IssuedBefore { get; init; }
}

/// <summary>Asks for a <see cref="RoomRoster"/>.</summary>
public sealed record ReportRoster : RoomCommand;

/// <summary>Takes no new rooms from now on; peers that remain at the deadline are told and cut.</summary>
public sealed record Drain : NodeCommand
{
    /// <summary>The deadline.</summary>
    public required DateTimeOffset Deadline { get; init; }
}

/// <summary>Serves again.</summary>
public sealed record CancelDrain : NodeCommand;

/// <summary>
/// A younger process with the node's id is at work. The process whose epoch is less closes its rooms and ends; all others ignore the command.
/// </summary>
public sealed record Supersede : NodeCommand
{
    /// <summary>The epoch of the younger process.</summary>
    public required long Epoch { get; init; }
}

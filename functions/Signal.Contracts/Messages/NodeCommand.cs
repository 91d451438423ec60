using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Messages;

/// <summary>
/// A command of the control plane to one node, on queue <c>node-commands</c> with the node id as session id. A command may be delivered
/// twice: each describes a desired state, and <see cref="Id"/> identifies duplicates. Its effect is reported as a <see cref="RoomEvent"/>
/// or in a report.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CloseRoom), "closeRoom")]
[JsonDerivedType(typeof(RemoveUser), "removeUser")]
[JsonDerivedType(typeof(LiftBan), "liftBan")]
[JsonDerivedType(typeof(SetMuted), "setMuted")]
[JsonDerivedType(typeof(UpdateUser), "updateUser")]
[JsonDerivedType(typeof(UpdateRoom), "updateRoom")]
[JsonDerivedType(typeof(SendData), "sendData")]
[JsonDerivedType(typeof(MovePeer), "movePeer")]
[JsonDerivedType(typeof(MigrateRoom), "migrateRoom")]
[JsonDerivedType(typeof(RevokeTokens), "revokeTokens")]
[JsonDerivedType(typeof(ReportRoster), "reportRoster")]
[JsonDerivedType(typeof(Drain), "drain")]
[JsonDerivedType(typeof(CancelDrain), "cancelDrain")]
[JsonDerivedType(typeof(Supersede), "supersede")]
public abstract record NodeCommand
{
    /// <summary>The unique id of the command; a node executes an id once.</summary>
    public required string Id { get; init; }

    /// <summary>The time after which the node drops the command.</summary>
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

/// <summary>
/// A command about a user of a room. It may arrive late: it does not apply to a participation that began, by a token issued
/// <see cref="Tolerance"/> after <see cref="DecidedAt"/> or later, with the control plane's consent.
/// </summary>
public abstract record UserCommand : RoomCommand
{
    /// <summary>More than the clocks of the control plane's instances differ.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>When the control plane made the command; null: it applies to all peers of the user.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether the command concerns a participation that the control plane permitted at a time.</summary>
    public bool AppliesTo(DateTimeOffset permittedAt) => DecidedAt is not { } decidedAt || permittedAt < decidedAt + Tolerance;
}

/// <summary>Closes the room; all peers are notified and disconnected.</summary>
public sealed record CloseRoom : RoomCommand;

/// <summary>Removes every peer of a user; with a ban, refuses the user's tokens until <see cref="BannedUntil"/>.</summary>
public sealed record RemoveUser : UserCommand
{
    /// <summary>When the ban ends; null: no ban.</summary>
    public DateTimeOffset? BannedUntil { get; init; }

    /// <summary>
    /// Orders the bans of a user in a room, and their ends: the highest version wins, regardless of the order of arrival.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long BanVersion { get; init; }

    /// <summary>The reason that is sent to the client; null: none.</summary>
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
/// Mutes the producers of a user, or asks the user to unmute. Muting pauses the producers on the server until the peer resumes them;
/// unmuting only asks the client, since only the user may turn the microphone on.
/// </summary>
public sealed record SetMuted : UserCommand
{
    /// <summary>The producer to mute; null: all that match.</summary>
    public string? ProducerId { get; init; }

    /// <summary>The kind to mute, <c>audio</c> or <c>video</c>; null: both.</summary>
    public string? Kind { get; init; }

    /// <summary>True: mute. False: ask to unmute.</summary>
    public required bool Muted { get; init; }
}

/// <summary>Changes the fields that are set; null fields stay unchanged.</summary>
public sealed record UpdateUser : UserCommand
{
    /// <summary>The new grants, as a whole. Producers and consumers that are no longer granted are closed at once.</summary>
    public Grants? Grants { get; init; }

    /// <summary>Changes of single grants, applied by the node to those of each peer of the user.</summary>
    public GrantsPatch? GrantsPatch { get; init; }

    /// <summary>The new display name.</summary>
    public string? Name { get; init; }

    /// <summary>The new metadata.</summary>
    public string? Metadata { get; init; }
}

/// <summary>The current settings of the room.</summary>
public sealed record UpdateRoom : RoomCommand
{
    /// <summary>The settings.</summary>
    public required RoomSettings Settings { get; init; }

    /// <summary>Whether the room is locked: the node refuses all joins, even with a valid token.</summary>
    public bool Locked { get; init; }

    /// <summary>The room's metadata, sent to all peers; the same as in <see cref="Settings"/>.</summary>
    public string? Metadata { get; init; }
}

/// <summary>Delivers a server event <c>roomData</c> to all or some peers.</summary>
public sealed record SendData : RoomCommand
{
    /// <summary>The ids of the users to send to; null: all participants.</summary>
    public IReadOnlyList<string>? UserIds { get; init; }

    /// <summary>The topic, defined by the application.</summary>
    public string? Topic { get; init; }

    /// <summary>Any JSON value.</summary>
    public required JsonElement Payload { get; init; }
}

/// <summary>
/// Sends one peer to another room. The node passes the access to that peer's client alone, which joins there and then leaves here. A client
/// that does not follow stays.
/// </summary>
public sealed record MovePeer : RoomCommand
{
    /// <summary>The peer to move.</summary>
    public required string PeerId { get; init; }

    /// <summary>The room to join.</summary>
    public required string TargetRoomId { get; init; }

    /// <summary>The token for that room.</summary>
    public required RoomAccess Access { get; init; }
}

/// <summary>
/// The home of the room is another node now: the clients are asked to move there (<see cref="MigrateReason.Elsewhere"/>), and the room is
/// closed on this node when they have left, at the deadline at the latest.
/// </summary>
public sealed record MigrateRoom : RoomCommand
{
    /// <summary>The time at which the node closes the room.</summary>
    public required DateTimeOffset Deadline { get; init; }
}

/// <summary>
/// Revokes the tokens of a user that were issued before a point in time, or one token by its <c>jti</c>. Peers in the room stay and may
/// resume: <see cref="RemoveUser"/> ends sessions.
/// </summary>
public sealed record RevokeTokens : RoomCommand
{
    /// <summary>The user id; null: all users of the room.</summary>
    public string? UserId { get; init; }

    /// <summary>The id of one token; null: all tokens that were issued before <see cref="IssuedBefore"/>.</summary>
    public string? TokenId { get; init; }

    /// <summary>Tokens that were issued before this time are refused.</summary>
    public required DateTimeOffset IssuedBefore { get; init; }
}

/// <summary>Requests a <see cref="RoomRoster"/>.</summary>
public sealed record ReportRoster : RoomCommand;

/// <summary>Starts a drain: the node accepts no new rooms; peers that remain at the deadline are notified and disconnected.</summary>
public sealed record Drain : NodeCommand
{
    /// <summary>The deadline.</summary>
    public required DateTimeOffset Deadline { get; init; }
}

/// <summary>Cancels a drain: the node accepts rooms again.</summary>
public sealed record CancelDrain : NodeCommand;

/// <summary>
/// A newer process with the node's id is running. A process with a lower epoch closes its rooms and exits; all others ignore the command.
/// </summary>
public sealed record Supersede : NodeCommand
{
    /// <summary>The epoch of the newer process.</summary>
    public required long Epoch { get; init; }
}

using System.Text.Json.Serialization;

namespace Signal.Contracts.Messages;

/// <summary>
/// A command of the control plane to one node, on queue <c>node-commands</c> with the node id as session id. A command may be delivered
/// twice: each describes a desired state, and <see cref="Id"/> identifies duplicates. Its effect is reported as a <see cref="RoomEvent"/>
/// or in a report.
/// </summary>
/// <remarks>The members of this type and of <see cref="RoomCommand"/> are the envelope: the sender sets them in one place.</remarks>
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
[JsonDerivedType(typeof(ChangeHome), "changeHome")]
[JsonDerivedType(typeof(RevokeTokens), "revokeTokens")]
[JsonDerivedType(typeof(ReportRoster), "reportRoster")]
[JsonDerivedType(typeof(Drain), "drain")]
[JsonDerivedType(typeof(CancelDrain), "cancelDrain")]
[JsonDerivedType(typeof(Supersede), "supersede")]
public abstract record NodeCommand
{
    /// <summary>The unique id of the command; a node executes an id once.</summary>
    [JsonRequired]
    public string Id { get; init; } = null!;

    /// <summary>The time after which the node drops the command.</summary>
    [JsonRequired]
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A command about one room.</summary>
public abstract record RoomCommand : NodeCommand
{
    /// <summary>The service (tenant) id.</summary>
    [JsonRequired]
    public string Tenant { get; init; } = null!;

    /// <summary>The room id.</summary>
    [JsonRequired]
    public string RoomId { get; init; } = null!;
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

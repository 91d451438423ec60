using System.Text.Json;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Messages;

/// <summary>Closes the room; all peers are notified and disconnected.</summary>
public sealed record CloseRoom : RoomCommand;

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
/// One of the nodes of the room has taken it over from its home, which was lost. Sent to all of them: the new home continues the room with the
/// participants that it knows, and the others attach to it.
/// </summary>
public sealed record ChangeHome : RoomCommand
{
    /// <summary>The home.</summary>
    public required RoomHome Home { get; init; }
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

using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Functions.Changes;

namespace Signal.Functions.AdminPage;

/// <summary>An event in the history of a room.</summary>
public sealed record RoomHistoryEntry
{
    private const int MaxNameLength = 64;

    /// <summary>The id of the change; the same when it is recorded again.</summary>
    public required string Id { get; init; }

    /// <summary>When it occurred.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>started</c>, <c>ended</c>, <c>joined</c> or <c>left</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The node.</summary>
    public required string NodeId { get; init; }

    /// <summary>The user who joined or left; absent: the event is one of the room.</summary>
    public string? UserId { get; init; }

    /// <summary>The display name of the user who joined, at most 64 characters; absent: none.</summary>
    public string? Name { get; init; }

    /// <summary>Why the user left (<see cref="PeerLeftReason"/>) or the room ended (<see cref="RoomEndReason"/>); absent: other events.</summary>
    public string? Reason { get; init; }

    /// <summary>The entry of a change; null: the change is not recorded.</summary>
    internal static RoomHistoryEntry? Of(RoomChange change) => change.Event switch
    {
        RoomStarted => Make(change, "started"),
        RoomEnded ended => Make(change, "ended") with { Reason = Camel(ended.Reason) },
        PeerJoined joined => Make(change, "joined") with { UserId = joined.Peer.UserId, Name = Cut(joined.Peer.Name) },
        PeerLeft left => Make(change, "left") with { UserId = left.UserId, Reason = Camel(left.Reason) },
        _ => null,
    };

    private static RoomHistoryEntry Make(RoomChange change, string type) =>
        new() { Id = Ids.HashKey(change.Id), At = change.Event.At, Type = type, NodeId = change.Event.NodeId };

    private static string Camel<T>(T reason)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    private static string? Cut(string? name) => name?.Length > MaxNameLength ? name[..MaxNameLength] : name;
}

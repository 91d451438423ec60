using Signal.Contracts.Tokens;
using Signal.Functions.Http;
using Signal.Functions.Participants;
using Signal.Functions.Tokens;

namespace Signal.Functions.Moves;

/// <summary>Moves a participant to another room. Absent fields keep the values that the participant has now.</summary>
public sealed record ParticipantMoveRequest
{
    /// <summary>The id of the room to move to, of the same service.</summary>
    public required string RoomId { get; init; }

    /// <summary>The role in that room. Without <see cref="Grants"/> it has the grants of the role.</summary>
    public string? Role { get; init; }

    /// <summary>The grants in that room.</summary>
    public Grants? Grants { get; init; }

    /// <summary>The display name in that room.</summary>
    public string? Name { get; init; }

    /// <summary>The metadata in that room.</summary>
    public string? Metadata { get; init; }

    internal void Validate(string fromRoomId) => new FieldErrors()
        .Require(RoomId.Length > 0, "/roomId", "A room id.")
        .Require(RoomId != fromRoomId, "/roomId", "Another room than the one that the participant is in.")
        .ThrowIfAny();

    internal TokenRequest ToTokenRequest(ParticipantEntity participant, TimeSpan life) => new()
    {
        UserId = participant.UserId,
        Name = Name ?? participant.Peer.Name,
        Role = Role ?? participant.Peer.Role,
        Grants = Grants ?? (Role is null ? participant.Peer.Grants : null),
        Metadata = Metadata ?? participant.Peer.Metadata,
        TtlSeconds = (int)life.TotalSeconds,
    };
}

/// <summary>Moves a room to another node.</summary>
public sealed record RoomMoveRequest
{
    /// <summary>The node to move to; absent: the best of the other nodes, by the room's placement policy.</summary>
    public string? NodeId { get; init; }
}

/// <summary>The move of a room has started: new tokens are for the new node, and the clients are asked to move there.</summary>
/// <param name="NodeId">The node to which the room moves.</param>
/// <param name="From">The node that it leaves.</param>
/// <param name="Deadline">When that node closes the room.</param>
public sealed record RoomMove(string NodeId, string From, DateTimeOffset Deadline);

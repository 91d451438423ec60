namespace Signal.Admin;

/// <summary>Moves a participant to another room; null values keep what the participant has now.</summary>
public sealed record ParticipantMoveRequest
{
    /// <summary>The id of the room to move to, of the same service.</summary>
    public required string RoomId { get; init; }

    /// <summary>The role in that room; without <see cref="Grants"/> with the grants of the role.</summary>
    public string? Role { get; init; }

    /// <summary>The grants in that room.</summary>
    public Grants? Grants { get; init; }

    /// <summary>The display name in that room.</summary>
    public string? Name { get; init; }

    /// <summary>The metadata in that room.</summary>
    public string? Metadata { get; init; }
}

/// <summary>A room that moves to another node.</summary>
/// <param name="NodeId">The node to which it moves.</param>
/// <param name="From">The node that it leaves.</param>
/// <param name="Deadline">When that node closes the room.</param>
public sealed record RoomMove(string NodeId, string From, DateTimeOffset Deadline);

internal sealed record RoomMoveRequest(string? NodeId);

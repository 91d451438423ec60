using System.Text.Json.Serialization;

namespace Signal.Contracts.Messages;

/// <summary>The room was opened on the node.</summary>
public sealed record RoomStarted : RoomEvent;

/// <summary>The room was closed on the node; all its peers have left.</summary>
public sealed record RoomEnded : RoomEvent
{
    /// <summary>Why.</summary>
    public required RoomEndReason Reason { get; init; }
}

/// <summary>The reason why a room was closed.</summary>
public enum RoomEndReason
{
    /// <summary>The last peer left, and the room's timeout elapsed.</summary>
    Empty,

    /// <summary>A command closed the room.</summary>
    Closed,

    /// <summary>The node was drained or stopped.</summary>
    NodeStopped,

    /// <summary>The room failed and could not be restored.</summary>
    Failed,

    /// <summary>The room was moved to another node, where it goes on.</summary>
    Moved,
}

/// <summary>
/// All peers of the room, sent on <see cref="ReportRoster"/>: replaces the reader's state. A roster that does not fit into a message is
/// sent in parts, one directly after the other: their sequences are consecutive, and the last one completes the roster.
/// </summary>
public sealed record RoomRoster : RoomEvent
{
    /// <summary>The zero-based index of this part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Part { get; init; }

    /// <summary>The number of parts; 0 or 1: the roster has a single part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Parts { get; init; }

    /// <summary>The peers in this part. Empty in a roster of one part: the room is not open on the node, or no peer has joined.</summary>
    public required IReadOnlyList<PeerInfo> Peers { get; init; }

    /// <summary>Whether the room is open on the node; null: the node predates this field.</summary>
    public bool? Open { get; init; }

    /// <summary>The sequence of the first part: the roster describes the state directly before it.</summary>
    [JsonIgnore]
    public long FirstSequence => Sequence - Part;

    /// <summary>Whether this is the last part.</summary>
    [JsonIgnore]
    public bool IsLastPart => Part + 1 >= Parts;
}

/// <summary>
/// The node that held the room is dead. Sent by the control plane to itself, in the session of the room, so that earlier events of the node
/// are processed first. It has no number in the node's sequence.
/// </summary>
public sealed record RoomLost : RoomEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Id => $"{NodeId}/{Epoch}/{RoomId}/lost";
}

using System.Text.Json.Serialization;

namespace Signal.Contracts.Messages;

/// <summary>
/// An event of a room, sent on queue <c>room-events</c> with the room id as session id: ordered per room,
/// idempotent by (<see cref="NodeId"/>, <see cref="Epoch"/>, <see cref="Sequence"/>).
/// </summary>
/// <remarks>
/// Events of one room, node and epoch are numbered without gaps: a reader that finds a gap requests the roster with
/// <see cref="ReportRoster"/>. The numbering may restart, above all earlier numbers, with <see cref="RoomStarted"/> and with the first part
/// of a <see cref="RoomRoster"/>.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RoomStarted), "roomStarted")]
[JsonDerivedType(typeof(RoomEnded), "roomEnded")]
[JsonDerivedType(typeof(PeerJoined), "peerJoined")]
[JsonDerivedType(typeof(PeerUpdated), "peerUpdated")]
[JsonDerivedType(typeof(PeerLeft), "peerLeft")]
[JsonDerivedType(typeof(ProducerAdded), "producerAdded")]
[JsonDerivedType(typeof(ProducerUpdated), "producerUpdated")]
[JsonDerivedType(typeof(ProducerRemoved), "producerRemoved")]
[JsonDerivedType(typeof(RoomRoster), "roomRoster")]
[JsonDerivedType(typeof(RoomLost), "roomLost")]
public abstract record RoomEvent
{
    /// <summary>The service (tenant) id.</summary>
    public required string Tenant { get; init; }

    /// <summary>The room id.</summary>
    public required string RoomId { get; init; }

    /// <summary>The node on which the event occurred.</summary>
    public required string NodeId { get; init; }

    /// <summary>The start of the node's process, Unix milliseconds.</summary>
    public required long Epoch { get; init; }

    /// <summary>Increases by one with each event of a room in an epoch; the count continues when the room ends and starts again.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the event occurred, by the node's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The unique id of the event; it does not change when the event is sent again.</summary>
    [JsonIgnore]
    public virtual string Id => $"{NodeId}/{Epoch}/{RoomId}/{Sequence}";
}

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

/// <summary>A peer joined.</summary>
public sealed record PeerJoined : RoomEvent
{
    /// <summary>The peer.</summary>
    public required PeerInfo Peer { get; init; }
}

/// <summary>A peer's grants, name or metadata changed.</summary>
public sealed record PeerUpdated : RoomEvent
{
    /// <summary>The peer after the change.</summary>
    public required PeerInfo Peer { get; init; }
}

/// <summary>A peer left.</summary>
public sealed record PeerLeft : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>Why.</summary>
    public required PeerLeftReason Reason { get; init; }
}

/// <summary>The reason why a peer left.</summary>
public enum PeerLeftReason
{
    /// <summary>The client left.</summary>
    Left,

    /// <summary>The connection was lost and not resumed in time.</summary>
    Lost,

    /// <summary>A command or a room admin removed the peer.</summary>
    Kicked,

    /// <summary>The same user joined again, and the room replaces duplicate users.</summary>
    Replaced,

    /// <summary>The room was closed.</summary>
    RoomClosed,

    /// <summary>The peer moved to another node, or to another room, as requested by the node.</summary>
    Moved,

    /// <summary>The node was stopped.</summary>
    NodeStopped,
}

/// <summary>A peer created a producer.</summary>
public sealed record ProducerAdded : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node predates this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was paused or resumed.</summary>
public sealed record ProducerUpdated : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node predates this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer after the change.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was closed.</summary>
public sealed record ProducerRemoved : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node predates this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer id.</summary>
    public required string ProducerId { get; init; }
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

using System.Text.Json.Serialization;

namespace Signal.Contracts.Messages;

/// <summary>
/// Something that happened in a room, on queue <c>room-events</c> with the room id as session id: ordered per room,
/// idempotent by (<see cref="NodeId"/>, <see cref="Epoch"/>, <see cref="Sequence"/>).
/// </summary>
/// <remarks>
/// Events of one room, node and epoch are numbered without holes: a reader that finds one asks for the roster with <see cref="ReportRoster"/>.
/// A numbering may begin anew, above all earlier numbers, with <see cref="RoomStarted"/> and with the first part of a <see cref="RoomRoster"/>.
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

    /// <summary>The node on which it happened.</summary>
    public required string NodeId { get; init; }

    /// <summary>The start of the node's process, Unix milliseconds.</summary>
    public required long Epoch { get; init; }

    /// <summary>Counts up by one in each event of a room in an epoch, and goes on when the room ends and starts again.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id of the event itself: the same however often it is sent, and of no other event.</summary>
    [JsonIgnore]
    public virtual string Id => $"{NodeId}/{Epoch}/{RoomId}/{Sequence}";
}

/// <summary>The room was opened on the node.</summary>
public sealed record RoomStarted : RoomEvent;

/// <summary>The room was closed on the node; all its peers are gone.</summary>
public sealed record RoomEnded : RoomEvent
{
    /// <summary>Why.</summary>
    public required RoomEndReason Reason { get; init; }
}

/// <summary>Why a room was closed.</summary>
public enum RoomEndReason
{
    /// <summary>Its last peer left, and its timeout passed.</summary>
    Empty,

    /// <summary>A command closed it.</summary>
    Closed,

    /// <summary>The node drained or stopped.</summary>
    NodeStopped,

    /// <summary>Something failed and it could not be rebuilt.</summary>
    Failed,
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
    /// <summary>The peer as it is now.</summary>
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

/// <summary>Why a peer left.</summary>
public enum PeerLeftReason
{
    /// <summary>The client left.</summary>
    Left,

    /// <summary>Its connection was lost and did not come back in time.</summary>
    Lost,

    /// <summary>A command or an admin of the room removed it.</summary>
    Kicked,

    /// <summary>The same user joined again, and the room's policy is to replace.</summary>
    Replaced,

    /// <summary>The room was closed.</summary>
    RoomClosed,

    /// <summary>It went to another node, as it was asked to.</summary>
    Moved,

    /// <summary>The node stopped.</summary>
    NodeStopped,
}

/// <summary>A peer began to produce.</summary>
public sealed record ProducerAdded : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node is older than this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was paused or resumed.</summary>
public sealed record ProducerUpdated : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node is older than this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer as it is now.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was closed.</summary>
public sealed record ProducerRemoved : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node is older than this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer id.</summary>
    public required string ProducerId { get; init; }
}

/// <summary>
/// All peers of the room, sent when asked by <see cref="ReportRoster"/>: replaces what the reader knew. A roster that does not fit in a message is
/// sent in parts, one directly after the other: their sequences are consecutive, and the last one completes the roster.
/// </summary>
public sealed record RoomRoster : RoomEvent
{
    /// <summary>Which part this is, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Part { get; init; }

    /// <summary>How many parts there are; 0 and 1: this is all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Parts { get; init; }

    /// <summary>The peers in this part. None in a roster of one part: the room is not open on the node, or nobody has joined.</summary>
    public required IReadOnlyList<PeerInfo> Peers { get; init; }

    /// <summary>Is the room open on the node? Null: the node is older than this field.</summary>
    public bool? Open { get; init; }

    /// <summary>The sequence of the first part: what the roster says was true directly before it.</summary>
    [JsonIgnore]
    public long FirstSequence => Sequence - Part;

    /// <summary>Is this the last part?</summary>
    [JsonIgnore]
    public bool IsLastPart => Part + 1 >= Parts;
}

/// <summary>
/// The node that held the room is dead. Sent by the control plane to itself, in the session of the room: what the node had sent before is read first.
/// It has no number in the node's sequence.
/// </summary>
public sealed record RoomLost : RoomEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Id => $"{NodeId}/{Epoch}/{RoomId}/lost";
}

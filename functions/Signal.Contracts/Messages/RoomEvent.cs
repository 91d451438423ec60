using System.Text.Json.Serialization;

namespace Signal.Contracts.Messages;

/// <summary>
/// Something that happened in a room, on queue <c>room-events</c> with the room id as session id: ordered per room,
/// idempotent by (<see cref="NodeId"/>, <see cref="Epoch"/>, <see cref="Sequence"/>).
/// </summary>
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

    /// <summary>Counts up in each event of a room in an epoch, and goes on when the room ends and starts again.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }
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

/// <summary>A peer of a room.</summary>
public sealed record PeerInfo
{
    /// <summary>The peer id: one for each connection of a user.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id, from the token.</summary>
    public required string UserId { get; init; }

    /// <summary>The display name, from the token.</summary>
    public string? Name { get; init; }

    /// <summary>The role, from the token.</summary>
    public string? Role { get; init; }

    /// <summary>The application's metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>The grants now in force.</summary>
    public required Tokens.Grants Grants { get; init; }

    /// <summary>The client's address, as the node saw it.</summary>
    public string? Ip { get; init; }

    /// <summary>When the peer joined.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>What the peer produces.</summary>
    public IReadOnlyList<ProducerInfo> Producers { get; init; } = [];
}

/// <summary>Something that a peer produces.</summary>
public sealed record ProducerInfo
{
    /// <summary>The producer id.</summary>
    public required string ProducerId { get; init; }

    /// <summary><c>audio</c>, <c>video</c> or <c>data</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>camera</c>, <c>microphone</c>, <c>screen</c>, …: the client's <c>appData.source</c>; for data its label.</summary>
    public string? Source { get; init; }

    /// <summary>The MIME type of the codec; null for data.</summary>
    public string? MimeType { get; init; }

    /// <summary>Is it paused?</summary>
    public bool Paused { get; init; }
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
    /// <summary>It said goodbye.</summary>
    Left,

    /// <summary>Its connection was lost and did not come back in time.</summary>
    Lost,

    /// <summary>A command or an admin of the room removed it.</summary>
    Kicked,

    /// <summary>The same user joined again, and the room's policy is to replace.</summary>
    Replaced,

    /// <summary>The room was closed.</summary>
    RoomClosed,
}

/// <summary>A peer began to produce.</summary>
public sealed record ProducerAdded : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The producer.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was paused or resumed.</summary>
public sealed record ProducerUpdated : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The producer as it is now.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was closed.</summary>
public sealed record ProducerRemoved : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The producer id.</summary>
    public required string ProducerId { get; init; }
}

/// <summary>Everybody in the room, sent when asked by <see cref="ReportRoster"/>: replaces what the reader knew.</summary>
public sealed record RoomRoster : RoomEvent
{
    /// <summary>All peers. Empty when the room is not open on the node.</summary>
    public required IReadOnlyList<PeerInfo> Peers { get; init; }
}

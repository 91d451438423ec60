using System.Text.Json.Serialization;

namespace Signal.Contracts.Messages;

/// <summary>
/// An event of a room, sent on queue <c>room-events</c> with the room id as session id: ordered per room,
/// idempotent by (<see cref="NodeId"/>, <see cref="Epoch"/>, <see cref="Sequence"/>).
/// </summary>
/// <remarks>
/// Events of one room, node and epoch are numbered without gaps: a reader that finds a gap requests the roster with
/// <see cref="ReportRoster"/>. The numbering may restart, above all earlier numbers, with <see cref="RoomStarted"/> and with the first part
/// of a <see cref="RoomRoster"/>. The members of this type are the envelope: the sender sets them in one place.
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
    [JsonRequired]
    public string Tenant { get; init; } = null!;

    /// <summary>The room id.</summary>
    [JsonRequired]
    public string RoomId { get; init; } = null!;

    /// <summary>The node on which the event occurred.</summary>
    [JsonRequired]
    public string NodeId { get; init; } = null!;

    /// <summary>The start of the node's process, Unix milliseconds.</summary>
    [JsonRequired]
    public long Epoch { get; init; }

    /// <summary>Increases by one with each event of a room in an epoch; the count continues when the room ends and starts again.</summary>
    [JsonRequired]
    public long Sequence { get; init; }

    /// <summary>When the event occurred, by the node's clock.</summary>
    [JsonRequired]
    public DateTimeOffset At { get; init; }

    /// <summary>The unique id of the event; it does not change when the event is sent again.</summary>
    [JsonIgnore]
    public virtual string Id => $"{NodeId}/{Epoch}/{RoomId}/{Sequence}";
}

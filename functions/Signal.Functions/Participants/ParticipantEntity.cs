using System.Runtime.Serialization;
using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>A peer in a room; partition = room, in one partition with the <see cref="RosterEntity"/> that says how far events are folded.</summary>
public sealed class ParticipantEntity : Entity
{
    /// <summary>The row keys begin with this.</summary>
    public const string RowPrefix = "peer:";

    private PeerInfo? _peer;

    /// <summary>The user id.</summary>
    public string UserId { get; set; } = "";

    /// <summary>The node.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The peer as JSON.</summary>
    public string PeerJson { get; set; } = "";

    /// <summary>The peer.</summary>
    [IgnoreDataMember]
    public PeerInfo Peer
    {
        get => _peer ??= JsonSerializer.Deserialize<PeerInfo>(PeerJson, ContractsJson.Options)!;
        set
        {
            _peer = value;
            PeerJson = JsonSerializer.Serialize(value, ContractsJson.Options);
        }
    }

    /// <summary>The row key of a peer.</summary>
    public static string RowOf(string peerId) => RowPrefix + Ids.HashKey(peerId);

    /// <summary>Makes the entity of a peer.</summary>
    public static ParticipantEntity Of(RoomEvent roomEvent, PeerInfo peer) => new()
    {
        PartitionKey = roomEvent.RoomId,
        RowKey = RowOf(peer.PeerId),
        ServiceId = roomEvent.Tenant,
        UserId = peer.UserId,
        NodeId = roomEvent.NodeId,
        Peer = peer,
    };
}

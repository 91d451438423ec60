using System.Runtime.Serialization;
using Signal.Contracts.Messages;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>
/// A peer in a room; partition = room, shared with the <see cref="RosterEntity"/> that stores the position up to which events are folded.
/// </summary>
public sealed class ParticipantEntity : Entity
{
    /// <summary>The prefix of the row keys.</summary>
    public const string RowPrefix = "peer:";

    private const int MaxProducersKept = 50;
    private PeerInfo? _peer;

    /// <summary>The user id.</summary>
    public string UserId { get; set; } = "";

    /// <summary>The node.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>The node of the room that the peer is on; null: <see cref="NodeId"/>, which reports it.</summary>
    public string? PartNode { get; set; }

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The sequence of the last event that changed the row.</summary>
    public long Sequence { get; set; }

    /// <summary>The peer as JSON.</summary>
    public string PeerJson { get; set; } = "";

    /// <summary>The peer.</summary>
    [IgnoreDataMember]
    public PeerInfo Peer
    {
        get => _peer ??= StoredJson.Read<PeerInfo>(PeerJson);
        set
        {
            PeerJson = StoredJson.Write(value);
            if (PeerJson.Length > StoredJson.MaxLength)
            {
                // Drop optional fields that do not fit.
                value = value with { Metadata = null, Producers = [.. value.Producers.Take(MaxProducersKept)] };
                PeerJson = StoredJson.Write(value);
            }

            _peer = value;
        }
    }

    /// <summary>The home of the room is another node now. Its next event about the peer is newer.</summary>
    public void BelongTo(string home) => (NodeId, PartNode, Sequence) = (home, PartNode == home ? null : PartNode, 0);

    /// <summary>Returns the row key of a peer.</summary>
    public static string RowOf(string peerId) => RowPrefix + Ids.HashKey(peerId);

    /// <summary>Creates the entity of a peer.</summary>
    public static ParticipantEntity Of(RoomEvent roomEvent, PeerInfo peer) => new()
    {
        PartitionKey = roomEvent.RoomId,
        RowKey = RowOf(peer.PeerId),
        ServiceId = roomEvent.Tenant,
        UserId = peer.UserId,
        NodeId = roomEvent.NodeId,
        PartNode = peer.NodeId == roomEvent.NodeId ? null : peer.NodeId,
        Peer = peer,
    };
}

using Signal.Contracts.Messages;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Publishes the events of one room to the control plane, in order. Must be used in the room's mailbox.</summary>
internal sealed class RoomJournal(string tenant, string roomId, NodeIdentity node, RoomSequences sequences, EventQueue events, TimeProvider time)
{
    /// <summary>The sequence number of the room's last event.</summary>
    public long LastSequence => sequences.Last(roomId);

    public void Started() => Add(new RoomStarted());

    public void Ended(RoomEndReason reason) => Add(new RoomEnded { Reason = reason });

    public void PeerJoined(PeerInfo peer) => Add(new PeerJoined { Peer = peer });

    public void PeerUpdated(PeerInfo peer) => Add(new PeerUpdated { Peer = peer });

    public void PeerLeft(PeerInfo peer, PeerLeftReason reason) => Add(new PeerLeft { PeerId = peer.PeerId, UserId = peer.UserId, Reason = reason });

    public void ProducerAdded(PeerInfo peer, ProducerInfo producer) =>
        Add(new ProducerAdded { PeerId = peer.PeerId, UserId = peer.UserId, Producer = producer });

    public void ProducerUpdated(PeerInfo peer, ProducerInfo producer) =>
        Add(new ProducerUpdated { PeerId = peer.PeerId, UserId = peer.UserId, Producer = producer });

    public void ProducerRemoved(PeerInfo peer, string producerId) =>
        Add(new ProducerRemoved { PeerId = peer.PeerId, UserId = peer.UserId, ProducerId = producerId });

    /// <summary>Sends all peers, in parts with consecutive numbers.</summary>
    public void Roster(IReadOnlyList<PeerInfo> peers, bool isOpen)
    {
        var parts = RosterParts.Of(peers);
        for (var part = 0; part < parts.Count; part++)
        {
            Add(new RoomRoster { Part = part, Parts = parts.Count > 1 ? parts.Count : 0, Peers = parts[part], Open = isOpen });
        }
    }

    private void Add(RoomEvent payload) => events.Add(payload with
    {
        Tenant = tenant,
        RoomId = roomId,
        NodeId = node.Id,
        Epoch = node.Epoch,
        Sequence = sequences.Next(roomId),
        At = time.GetUtcNow(),
    });
}

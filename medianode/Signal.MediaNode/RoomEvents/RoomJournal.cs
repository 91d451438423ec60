using Signal.Contracts.Messages;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Publishes the events of one room to the control plane, in order. Must be used in the room's mailbox.</summary>
internal sealed class RoomJournal(string tenant, string roomId, NodeIdentity node, RoomSequences sequences, EventQueue events, TimeProvider time)
{
    /// <summary>The sequence number of the room's last event.</summary>
    public long LastSequence => sequences.Last(roomId);

    public void Started() => events.Add(new RoomStarted
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(),
    });

    public void Ended(RoomEndReason reason) => events.Add(new RoomEnded
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), Reason = reason,
    });

    public void PeerJoined(PeerInfo peer) => events.Add(new PeerJoined
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), Peer = peer,
    });

    public void PeerUpdated(PeerInfo peer) => events.Add(new PeerUpdated
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), Peer = peer,
    });

    public void PeerLeft(PeerInfo peer, PeerLeftReason reason) => events.Add(new PeerLeft
    {
        Tenant = tenant,
        RoomId = roomId,
        NodeId = node.Id,
        Epoch = node.Epoch,
        Sequence = Next(),
        At = Now(),
        PeerId = peer.PeerId,
        UserId = peer.UserId,
        Reason = reason,
    });

    public void ProducerAdded(PeerInfo peer, ProducerInfo producer) => events.Add(new ProducerAdded
    {
        Tenant = tenant,
        RoomId = roomId,
        NodeId = node.Id,
        Epoch = node.Epoch,
        Sequence = Next(),
        At = Now(),
        PeerId = peer.PeerId,
        UserId = peer.UserId,
        Producer = producer,
    });

    public void ProducerUpdated(PeerInfo peer, ProducerInfo producer) => events.Add(new ProducerUpdated
    {
        Tenant = tenant,
        RoomId = roomId,
        NodeId = node.Id,
        Epoch = node.Epoch,
        Sequence = Next(),
        At = Now(),
        PeerId = peer.PeerId,
        UserId = peer.UserId,
        Producer = producer,
    });

    public void ProducerRemoved(PeerInfo peer, string producerId) => events.Add(new ProducerRemoved
    {
        Tenant = tenant,
        RoomId = roomId,
        NodeId = node.Id,
        Epoch = node.Epoch,
        Sequence = Next(),
        At = Now(),
        PeerId = peer.PeerId,
        UserId = peer.UserId,
        ProducerId = producerId,
    });

    /// <summary>Sends all peers, in parts with consecutive numbers.</summary>
    public void Roster(IReadOnlyList<PeerInfo> peers, bool isOpen)
    {
        var parts = RosterParts.Of(peers);
        for (var part = 0; part < parts.Count; part++)
        {
            events.Add(new RoomRoster
            {
                Tenant = tenant,
                RoomId = roomId,
                NodeId = node.Id,
                Epoch = node.Epoch,
                Sequence = Next(),
                At = Now(),
                Part = part,
                Parts = parts.Count > 1 ? parts.Count : 0,
                Peers = parts[part],
                Open = isOpen,
            });
        }
    }

    private long Next() => sequences.Next(roomId);

    private DateTimeOffset Now() => time.GetUtcNow();
}

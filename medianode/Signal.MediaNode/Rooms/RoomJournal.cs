using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Reports;

namespace Signal.MediaNode.Rooms;

/// <summary>Tells the control plane what happens in one room, in order. To be used in the room's mailbox.</summary>
internal sealed class RoomJournal(string tenant, string roomId, NodeIdentity node, RoomSequences sequences, EventQueue events, TimeProvider time)
{
    public void Started() => Add(new RoomStarted
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(),
    });

    public void Ended(RoomEndReason reason) => Add(new RoomEnded
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), Reason = reason,
    });

    public void PeerJoined(PeerInfo peer) => Add(new PeerJoined
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), Peer = peer,
    });

    public void PeerUpdated(PeerInfo peer) => Add(new PeerUpdated
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), Peer = peer,
    });

    public void PeerLeft(PeerInfo peer, PeerLeftReason reason) => Add(new PeerLeft
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

    public void ProducerAdded(string peerId, ProducerInfo producer) => Add(new ProducerAdded
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), PeerId = peerId, Producer = producer,
    });

    public void ProducerUpdated(string peerId, ProducerInfo producer) => Add(new ProducerUpdated
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), PeerId = peerId, Producer = producer,
    });

    public void ProducerRemoved(string peerId, string producerId) => Add(new ProducerRemoved
    {
        Tenant = tenant,
        RoomId = roomId,
        NodeId = node.Id,
        Epoch = node.Epoch,
        Sequence = Next(),
        At = Now(),
        PeerId = peerId,
        ProducerId = producerId,
    });

    public void Roster(IReadOnlyList<PeerInfo> peers, bool isOpen = true) => Add(new RoomRoster
    {
        Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = Next(), At = Now(), Peers = peers, Open = isOpen,
    });

    private void Add(RoomEvent roomEvent) => events.Add(roomEvent);

    private long Next() => sequences.Next(roomId);

    private DateTimeOffset Now() => time.GetUtcNow();
}

using Signal.Contracts.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Rooms.Shards;

namespace Signal.MediaNode.Rooms;

/// <summary>A peer's state in its room. Accessed in the room's mailbox only.</summary>
internal sealed class RoomMember(Peer peer)
{
    public Peer Peer => peer;

    /// <summary>The participant as reported to the control plane; null until it joins.</summary>
    public PeerInfo? Info { get; set; }

    /// <summary>The peer as other peers see it; null until it joins.</summary>
    public NewPeer? Card { get; set; }

    /// <summary>Whether it has joined and is visible to others.</summary>
    public bool Visible => Info is { Grants.Hidden: false };

    public bool Joined => Info is not null;

    /// <summary>Whether it sends audio or video.</summary>
    public bool Publishes => Info?.Producers.Any(producer => producer.Kind != "data") == true;

    /// <summary>Whether its client was asked to move to another room.</summary>
    public bool Moving { get; set; }

    /// <summary>The number of audio or video streams that the peer is creating.</summary>
    public int Reserved { get; set; }

    /// <summary>Whether it occupies a publisher slot of the room.</summary>
    public bool TakesPublisherPlace => Reserved > 0 || Publishes;

    /// <summary>The shard on which its transports are, or will be.</summary>
    public RoomShard? Shard { get; private set; }

    /// <summary>Whether it was placed on its shard but has not joined since, so that its consumers are still to come.</summary>
    public bool Arriving { get; private set; }

    /// <summary>Places the peer on a shard.</summary>
    public void Enter(RoomShard shard)
    {
        (Shard, Arriving) = (shard, true);
        shard.Members++;
        shard.Arriving++;
    }

    /// <summary>The peer has joined, or joined again after it lost its media.</summary>
    public void Arrive()
    {
        if (Arriving)
        {
            Arriving = false;
            Shard!.Arriving--;
        }
    }

    /// <summary>Frees the peer's place on its shard.</summary>
    public void LeaveShard()
    {
        Arrive();
        Shard!.Members--;
        Shard = null;
    }

    public void Rename(string? displayName, string? metadata) =>
        Card = Card! with { DisplayName = displayName ?? Card.DisplayName, Metadata = metadata ?? Card.Metadata };
}

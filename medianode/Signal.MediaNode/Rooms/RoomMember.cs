using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Rooms.Shards;

namespace Signal.MediaNode.Rooms;

/// <summary>A peer on this node.</summary>
internal sealed class RoomMember(Peer peer) : Participant
{
    public Peer Peer => peer;

    /// <inheritdoc/>
    public override string Id => peer.Id;

    /// <inheritdoc/>
    public override string UserId => peer.Token.UserId;

    /// <summary>Whether its client was asked to move to another room.</summary>
    public bool Moving { get; set; }

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
}

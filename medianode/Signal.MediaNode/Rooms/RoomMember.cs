using Signal.Contracts.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Rooms;

/// <summary>A peer as its room sees it. Touched in the room's mailbox alone.</summary>
internal sealed class RoomMember(Peer peer)
{
    public Peer Peer => peer;

    /// <summary>What the control plane knows of the peer; null until it joins.</summary>
    public PeerInfo? Info { get; set; }

    /// <summary>What the others see; null until it joins.</summary>
    public NewPeer? Card { get; set; }

    /// <summary>Is it in the room, for others to see?</summary>
    public bool Visible => Info is { Grants.Hidden: false };

    public bool Joined => Info is not null;

    /// <summary>Does it send audio or video?</summary>
    public bool Publishes => Info?.Producers.Any(producer => producer.Kind != "data") == true;

    /// <summary>How many streams of audio or video the peer is making now.</summary>
    public int Reserved { get; set; }

    /// <summary>Does it take one of the room's places for publishers?</summary>
    public bool TakesPublisherPlace => Reserved > 0 || Publishes;

    public void Rename(string? displayName, string? metadata) =>
        Card = Card! with { DisplayName = displayName ?? Card.DisplayName, Metadata = metadata ?? Card.Metadata };
}

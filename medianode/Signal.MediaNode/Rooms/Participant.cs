using Signal.Contracts.Messages;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Rooms;

/// <summary>A peer's state in its room, whichever node the peer is on. Accessed in the room's mailbox only.</summary>
internal abstract class Participant
{
    public abstract string Id { get; }

    public abstract string UserId { get; }

    /// <summary>The participant as reported to the control plane; null until it joins.</summary>
    public PeerInfo? Info { get; set; }

    /// <summary>The peer as other peers see it; null until it joins.</summary>
    public NewPeer? Card { get; set; }

    /// <summary>Whether it has joined and is visible to others.</summary>
    public bool Visible => Info is { Grants.Hidden: false };

    public bool Joined => Info is not null;

    /// <summary>Whether it sends audio or video.</summary>
    public bool Publishes => Info?.Producers.Any(producer => producer.Kind != "data") == true;

    /// <summary>The number of audio or video streams that the peer is creating.</summary>
    public int Reserved { get; set; }

    /// <summary>Whether it occupies a publisher slot of the room.</summary>
    public bool TakesPublisherPlace => Reserved > 0 || Publishes;

    public void Rename(string? displayName, string? metadata) =>
        Card = Card! with { DisplayName = displayName ?? Card.DisplayName, Metadata = metadata ?? Card.Metadata };
}

namespace Signal.Contracts.Messages;

/// <summary>A peer joined.</summary>
public sealed record PeerJoined : RoomEvent
{
    /// <summary>The peer.</summary>
    public required PeerInfo Peer { get; init; }
}

/// <summary>A peer's grants, name or metadata changed.</summary>
public sealed record PeerUpdated : RoomEvent
{
    /// <summary>The peer after the change.</summary>
    public required PeerInfo Peer { get; init; }
}

/// <summary>A peer left.</summary>
public sealed record PeerLeft : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>Why.</summary>
    public required PeerLeftReason Reason { get; init; }
}

/// <summary>The reason why a peer left.</summary>
public enum PeerLeftReason
{
    /// <summary>The client left.</summary>
    Left,

    /// <summary>The connection was lost and not resumed in time.</summary>
    Lost,

    /// <summary>A command or a room admin removed the peer.</summary>
    Kicked,

    /// <summary>The same user joined again, and the room replaces duplicate users.</summary>
    Replaced,

    /// <summary>The room was closed.</summary>
    RoomClosed,

    /// <summary>The peer moved to another node, or to another room, as requested by the node.</summary>
    Moved,

    /// <summary>The node was stopped.</summary>
    NodeStopped,
}

namespace Signal.Contracts.Tokens;

/// <summary>What a node must know of a room to open it; travels in each token, so that a room opens without a request to the control plane.</summary>
public sealed record RoomSettings
{
    /// <summary>The most peers at once; null: the node's own limit.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The most peers that publish at once; null: no limit.</summary>
    public int? MaxPublishers { get; init; }

    /// <summary>The codecs the router offers, as MIME types in order of preference (<c>video/VP8</c>); null: the node's own list.</summary>
    public IReadOnlyList<string>? Codecs { get; init; }

    /// <summary>Seconds that an empty room is kept before anyone has joined it; null: the node's own limit.</summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>Seconds that a room is kept after its last peer left; null: the node's own limit.</summary>
    public int? DepartureTimeoutSeconds { get; init; }

    /// <summary>What happens when a user joins who is in the room already.</summary>
    public DuplicateUserPolicy DuplicateUsers { get; init; }

    /// <summary>The application's text for the room, told to each peer that joins; null: none.</summary>
    public string? Metadata { get; init; }

    /// <summary>The media must be encrypted end to end; clients are told, and a client that cannot must not publish.</summary>
    public bool E2eeRequired { get; init; }
}

/// <summary>What happens when a user joins who is in the room already.</summary>
public enum DuplicateUserPolicy
{
    /// <summary>Both stay, as two peers (the ancestor's behaviour).</summary>
    Allow,

    /// <summary>The new one stays, the old one is removed.</summary>
    Replace,

    /// <summary>The old one stays, the new one is refused.</summary>
    Reject,
}

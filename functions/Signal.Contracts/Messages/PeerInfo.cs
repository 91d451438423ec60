namespace Signal.Contracts.Messages;

/// <summary>A peer of a room.</summary>
public sealed record PeerInfo
{
    /// <summary>The id of this connection: each join of a user has its own. Count participants by this id, not by user id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id, from the token.</summary>
    public required string UserId { get; init; }

    /// <summary>The display name, from the token.</summary>
    public string? Name { get; init; }

    /// <summary>The role, from the token.</summary>
    public string? Role { get; init; }

    /// <summary>The application's metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>The current grants.</summary>
    public required Tokens.Grants Grants { get; init; }

    /// <summary>The node that the peer is on; null: the node that reports it, which is the home of the room.</summary>
    public string? NodeId { get; init; }

    /// <summary>The client's address, as the node saw it.</summary>
    public string? Ip { get; init; }

    /// <summary>The client's software, as it describes itself; null: unknown.</summary>
    public DeviceInfo? Device { get; init; }

    /// <summary>When the peer joined.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>The producers of the peer.</summary>
    public IReadOnlyList<ProducerInfo> Producers
    {
        get => _producers ?? [];
        init => _producers = value;
    }

    // The source-generated deserializer does not run the initializers of init-only properties.
    private readonly IReadOnlyList<ProducerInfo>? _producers;
}

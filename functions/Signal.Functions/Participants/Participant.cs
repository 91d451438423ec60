using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Functions.Participants;

/// <summary>A participant: one connection of a user to a room. A user may have several.</summary>
public sealed record Participant
{
    /// <summary>The user id, from the token.</summary>
    public required string UserId { get; init; }

    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>The role.</summary>
    public string? Role { get; init; }

    /// <summary>The application's metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>The current grants.</summary>
    public required Grants Grants { get; init; }

    /// <summary>The client's address, as the node saw it.</summary>
    public string? Ip { get; init; }

    /// <summary>The client's software, as it describes itself.</summary>
    public DeviceInfo? Device { get; init; }

    /// <summary>When the participant joined.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>The published tracks.</summary>
    public required IReadOnlyList<ProducerInfo> Producers { get; init; }

    internal static Participant Of(ParticipantEntity entity) => new()
    {
        UserId = entity.UserId,
        PeerId = entity.Peer.PeerId,
        Name = entity.Peer.Name,
        Role = entity.Peer.Role,
        Metadata = entity.Peer.Metadata,
        Grants = entity.Peer.Grants,
        Ip = entity.Peer.Ip,
        Device = entity.Peer.Device,
        JoinedAt = entity.Peer.JoinedAt,
        Producers = entity.Peer.Producers,
    };
}

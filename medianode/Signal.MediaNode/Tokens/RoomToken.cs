using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Tokens;

/// <summary>The content of a room token whose signature and claims were verified.</summary>
internal sealed record RoomToken
{
    /// <summary>The token's own id (<c>jti</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The service (tenant) id.</summary>
    public required string Tenant { get; init; }

    /// <summary>The room id.</summary>
    public required string RoomId { get; init; }

    /// <summary>The user id (<c>sub</c>).</summary>
    public required string UserId { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>The role's name.</summary>
    public string? Role { get; init; }

    /// <summary>The grants of the holder.</summary>
    public required Grants Grants { get; init; }

    /// <summary>The application's metadata for this user.</summary>
    public string? Metadata { get; init; }

    /// <summary>The settings of the room.</summary>
    public required RoomSettings Settings { get; init; }

    /// <summary>The node that owns the room; null: this one.</summary>
    public NodeInstance? Home { get; init; }

    /// <summary>The number of takeovers of the room before the token was issued.</summary>
    public long HomeVersion { get; init; }

    /// <summary>The time from which the token is valid; the minimum value when the claim is absent.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The time at which it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The time at which it expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

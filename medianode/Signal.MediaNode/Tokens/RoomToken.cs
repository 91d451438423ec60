using Signal.Contracts.Tokens;

namespace Signal.MediaNode.Tokens;

/// <summary>A room token whose signature and claims were found good.</summary>
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

    /// <summary>What the holder may do.</summary>
    public required Grants Grants { get; init; }

    /// <summary>The application's free text for this user.</summary>
    public string? Metadata { get; init; }

    /// <summary>What the room asks of the node.</summary>
    public required RoomSettings Settings { get; init; }

    /// <summary>From when on it counts; the smallest moment when it does not say.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

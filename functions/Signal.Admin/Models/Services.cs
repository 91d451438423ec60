namespace Signal.Admin;

/// <summary>What a service is to be.</summary>
/// <param name="Name">The name.</param>
/// <param name="MaxRooms">The most rooms; null: no quota.</param>
/// <param name="MaxParticipants">The most participants at once; null: no quota.</param>
public sealed record ServiceSpec(string Name, int? MaxRooms = null, int? MaxParticipants = null);

/// <summary>A service (tenant).</summary>
public sealed record Service
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The most rooms; null: no quota.</summary>
    public int? MaxRooms { get; init; }

    /// <summary>The most participants at once; null: no quota.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its keys, without their secrets, newest first.</summary>
    public IReadOnlyList<ServiceKey> Keys { get; init; } = [];

    /// <summary>A key made just now, with its secret.</summary>
    public NewServiceKey? NewKey { get; init; }
}

/// <summary>A key of a service.</summary>
/// <param name="Id">The key id.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record ServiceKey(string Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null);

/// <summary>A key with its secret.</summary>
/// <param name="Id">The key id.</param>
/// <param name="Key">The key.</param>
public sealed record NewServiceKey(string Id, string Key);

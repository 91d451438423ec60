namespace Signal.Admin;

/// <summary>The settings of a service.</summary>
/// <param name="Name">The display name of the service.</param>
/// <param name="MaxRooms">The maximum number of rooms; null: no quota.</param>
/// <param name="MaxParticipants">The maximum number of concurrent participants; null: no quota.</param>
/// <param name="AllowedRegions">The regions of the nodes on which its rooms are placed; null: all nodes.</param>
public sealed record ServiceSpec(string Name, int? MaxRooms = null, int? MaxParticipants = null, IReadOnlyList<string>? AllowedRegions = null);

/// <summary>A service (tenant).</summary>
public sealed record Service
{
    /// <summary>The service id, assigned by the control plane.</summary>
    public required string Id { get; init; }

    /// <summary>The display name of the service.</summary>
    public required string Name { get; init; }

    /// <summary>The maximum number of rooms; null: no quota.</summary>
    public int? MaxRooms { get; init; }

    /// <summary>The maximum number of concurrent participants; null: no quota.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The regions of the nodes on which its rooms are placed; null: all nodes.</summary>
    public IReadOnlyList<string>? AllowedRegions { get; init; }

    /// <summary>The time of creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The keys of the service without their secrets, newest first.</summary>
    public IReadOnlyList<ServiceKey> Keys { get; init; } = [];

    /// <summary>The key that this request created, with its secret; null in all other responses.</summary>
    public NewServiceKey? NewKey { get; init; }
}

/// <summary>A key of a service.</summary>
/// <param name="Id">The key id.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="ExpiresAt">The time of expiry; null when it does not expire.</param>
public sealed record ServiceKey(string Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null);

/// <summary>A key with its secret.</summary>
/// <param name="Id">The key id.</param>
/// <param name="Key">The secret key.</param>
public sealed record NewServiceKey(string Id, string Key);

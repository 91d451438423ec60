namespace Signal.Functions.Services;

/// <summary>A service for authentication: an immutable snapshot with decrypted keys.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="IsSuperservice">Whether this is the superservice.</param>
/// <param name="Keys">The keys, newest first.</param>
/// <param name="RoomQuota">The quota of rooms; null: none.</param>
/// <param name="MaxParticipants">The maximum number of concurrent participants; null: no quota.</param>
/// <param name="AllowedRegions">The regions of the nodes on which its rooms are placed; null: all nodes.</param>
public sealed record ServiceAccount(
    string Id, string Name, bool IsSuperservice, IReadOnlyList<ServiceKey> Keys, RoomQuota? RoomQuota, int? MaxParticipants,
    IReadOnlyList<string>? AllowedRegions)
{
    /// <summary>Whether rooms of the service may be placed on nodes of a region.</summary>
    public bool Allows(string? region) => AllowedRegions is null || (region is not null && AllowedRegions.Contains(region, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A decrypted key of a service.</summary>
/// <param name="Id">The key id.</param>
/// <param name="Value">The secret; HMACs are keyed with its UTF-8 bytes.</param>
/// <param name="CreatedAt">When the key was created.</param>
/// <param name="ExpiresAt">When the key expires, after a rotation; null: not before the next rotation.</param>
public sealed record ServiceKey(string Id, string Value, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>Whether the key has not expired.</summary>
    public bool IsValidAt(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}

using Signal.Functions.Http;

namespace Signal.Functions.Services;

/// <summary>The settings of a service.</summary>
public sealed record ServiceSpec
{
    private const int MaxRegions = 64;
    private const int MaxRegionLength = 64;

    /// <summary>The name: 1 to 128 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The maximum number of rooms; absent: no quota.</summary>
    public int? MaxRooms { get; init; }

    /// <summary>The maximum number of concurrent participants in all rooms; absent: no quota.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The regions of the nodes on which rooms of the service are placed; absent: all nodes.</summary>
    public IReadOnlyList<string>? AllowedRegions { get; init; }

    internal static ServiceSpec Of(ServiceEntity entity) => new()
    {
        Name = entity.Name, MaxRooms = entity.MaxRooms, MaxParticipants = entity.MaxParticipants, AllowedRegions = entity.AllowedRegions,
    };

    internal void CopyTo(ServiceEntity entity) =>
        (entity.Name, entity.MaxRooms, entity.MaxParticipants, entity.AllowedRegions) = (Name, MaxRooms, MaxParticipants, AllowedRegions);

    internal void Validate() => new FieldErrors()
        .Require(!string.IsNullOrWhiteSpace(Name), "/name", "Must not be empty.")
        .MaxLength(Name, 128, "/name")
        .Range(MaxRooms, 0, 1_000_000, "/maxRooms")
        .Range(MaxParticipants, 0, 10_000_000, "/maxParticipants")
        .Require(AllowedRegions is null or { Count: > 0 and <= MaxRegions }, "/allowedRegions", $"1 to {MaxRegions} regions.")
        .Require(
            AllowedRegions?.All(region => region is { Length: > 0 and <= MaxRegionLength }) ?? true,
            "/allowedRegions",
            $"Names of 1 to {MaxRegionLength} characters.")
        .ThrowIfAny();
}

/// <summary>A service (tenant).</summary>
public sealed record Service
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The maximum number of rooms; absent: no quota.</summary>
    public int? MaxRooms { get; init; }

    /// <summary>The maximum number of concurrent participants in all rooms; absent: no quota.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>The regions of the nodes on which rooms of the service are placed; absent: all nodes.</summary>
    public IReadOnlyList<string>? AllowedRegions { get; init; }

    /// <summary>When the service was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The keys without their secrets, newest first.</summary>
    public required IReadOnlyList<ServiceKeyInfo> Keys { get; init; }

    /// <summary>The new key, with its secret. It is not returned again.</summary>
    public NewServiceKey? NewKey { get; init; }

    internal static Service Of(ServiceEntity entity) => new()
    {
        Id = entity.RowKey,
        Name = entity.Name,
        MaxRooms = entity.MaxRooms,
        MaxParticipants = entity.MaxParticipants,
        AllowedRegions = entity.AllowedRegions,
        CreatedAt = entity.CreatedAt,
        Keys = [.. entity.Keys.OrderByDescending(k => k.CreatedAt).Select(k => new ServiceKeyInfo(k.Id, k.CreatedAt, k.ExpiresAt))],
    };
}

/// <summary>A key of a service, without its secret.</summary>
/// <param name="Id">The key id: the <c>kid</c> of JWTs.</param>
/// <param name="CreatedAt">When the key was created.</param>
/// <param name="ExpiresAt">When the key expires; absent: not before the next rotation.</param>
public sealed record ServiceKeyInfo(string Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>A key with its secret, which is returned once.</summary>
/// <param name="Id">The key id.</param>
/// <param name="Key">The secret. HMACs are keyed with its UTF-8 bytes.</param>
public sealed record NewServiceKey(string Id, string Key);

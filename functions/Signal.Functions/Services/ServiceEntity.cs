using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>A tenant.</summary>
public sealed class ServiceEntity : Entity
{
    /// <summary>The partition of all services.</summary>
    public const string Partition = "services";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>When the service was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The encrypted keys, as JSON.</summary>
    public string KeysJson { get; set; } = "[]";

    /// <summary>The maximum number of rooms; null: no quota.</summary>
    public int? MaxRooms { get; set; }

    /// <summary>Since when the service has had a quota of rooms, whatever its value; null: it has none, or has had it since it was created.</summary>
    public DateTimeOffset? MaxRoomsSince { get; set; }

    /// <summary>The maximum number of concurrent participants in all rooms; null: no quota.</summary>
    public int? MaxParticipants { get; set; }

    /// <summary>The allowed regions as JSON; null: all.</summary>
    public string? AllowedRegionsJson { get; set; }

    /// <summary>Whether the service is being deleted with all its data; its credentials are no longer valid.</summary>
    public bool Deleting { get; set; }

    /// <summary>When <see cref="Deleting"/> was set.</summary>
    public DateTimeOffset? DeletingSince { get; set; }

    /// <summary>For the superservice: identifies the configured key that was last imported.</summary>
    public string? ConfiguredKeyHash { get; set; }

    /// <summary>The regions of the nodes on which rooms of the service are placed; null: all nodes.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<string>? AllowedRegions
    {
        get => AllowedRegionsJson is null ? null : StoredJson.Read<string[]>(AllowedRegionsJson);
        set => AllowedRegionsJson = value is null ? null : StoredJson.Write(value);
    }

    /// <summary>The encrypted keys.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<SealedKey> Keys
    {
        get => StoredJson.Read<SealedKey[]>(KeysJson);
        set => KeysJson = StoredJson.Write(value);
    }
}

/// <summary>The stored form of a service key.</summary>
/// <param name="Id">The key id: the <c>kid</c> of JWTs.</param>
/// <param name="Box">The encrypted key.</param>
/// <param name="CreatedAt">When the key was created.</param>
/// <param name="ExpiresAt">When the key expires, after a rotation; null: not before the next rotation.</param>
public sealed record SealedKey(string Id, byte[] Box, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null);

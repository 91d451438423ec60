using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>A tenant.</summary>
public sealed class ServiceEntity : Entity
{
    /// <summary>The partition that holds all services.</summary>
    public const string Partition = "services";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The keys, sealed, as JSON.</summary>
    public string KeysJson { get; set; } = "[]";

    /// <summary>The most rooms; null: no quota.</summary>
    public int? MaxRooms { get; set; }

    /// <summary>The most participants at once in all rooms; null: no quota.</summary>
    public int? MaxParticipants { get; set; }

    /// <summary>The service is being deleted with all that it owns; its credentials are dead already.</summary>
    public bool Deleting { get; set; }

    /// <summary>For the superservice: tells which configured key was taken over last.</summary>
    public string? ConfiguredKeyHash { get; set; }

    /// <summary>The keys, sealed.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<SealedKey> Keys
    {
        get => StoredJson.Read<SealedKey[]>(KeysJson);
        set => KeysJson = StoredJson.Write(value);
    }
}

/// <summary>A key of a service, as stored.</summary>
/// <param name="Id">The key id: the <c>kid</c> of JWTs.</param>
/// <param name="Box">The key, sealed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends, after a rotation.</param>
public sealed record SealedKey(string Id, byte[] Box, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null);

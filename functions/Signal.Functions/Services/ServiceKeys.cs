using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Signal.Functions.Secrets;

namespace Signal.Functions.Services;

/// <summary>Creates, encrypts and decrypts the keys of services.</summary>
public sealed class ServiceKeys(SecretBox box)
{
    /// <summary>Creates a new key: 256 random bits, as text.</summary>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Encrypts a key for one service.</summary>
    public SealedKey Seal(string serviceId, string value, DateTimeOffset now) =>
        new(Ids.New(8), box.Seal(Encoding.UTF8.GetBytes(value), Purpose(serviceId)), now);

    /// <summary>Decrypts the keys; skips those that cannot be decrypted with the configured encryption keys.</summary>
    public IReadOnlyList<ServiceKey> Open(ServiceEntity service) =>
    [
        .. from key in service.Keys
           let secret = box.Open(key.Box, Purpose(service.RowKey))
           where secret is not null
           orderby key.CreatedAt descending
           select new ServiceKey(key.Id, Encoding.UTF8.GetString(secret), key.CreatedAt, key.ExpiresAt),
    ];

    private static string Purpose(string serviceId) => "service-key " + serviceId;
}

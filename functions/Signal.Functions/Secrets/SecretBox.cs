using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Secrets;

/// <summary>Encrypts small secrets with AES-256-GCM. Encrypted data can be decrypted only with the same purpose.</summary>
public sealed class SecretBox
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int KeySize = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[][] _keys;

    /// <summary>Reads the keys from the options.</summary>
    public SecretBox(IOptions<SecretsOptions> secrets, IOptions<AdminOptions> admin)
    {
        var configured = secrets.Value.EncryptionKey is { Length: > 0 } key ? Convert.FromBase64String(key) : Derive(admin.Value.SuperserviceKey!);
        _keys = [configured, .. secrets.Value.FormerEncryptionKeys.Select(Convert.FromBase64String)];
    }

    /// <summary>Encrypts data for a purpose.</summary>
    public byte[] Seal(ReadOnlySpan<byte> secret, string purpose)
    {
        var box = new byte[NonceSize + secret.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_keys[0], TagSize);
        aes.Encrypt(
            box.AsSpan(0, NonceSize),
            secret,
            box.AsSpan(NonceSize, secret.Length),
            box.AsSpan(NonceSize + secret.Length),
            Encoding.UTF8.GetBytes(purpose));
        return box;
    }

    /// <summary>Decrypts data; null when it was modified, or encrypted with another key or for another purpose.</summary>
    public byte[]? Open(ReadOnlySpan<byte> box, string purpose)
    {
        if (box.Length < NonceSize + TagSize)
        {
            return null;
        }

        var secret = new byte[box.Length - NonceSize - TagSize];
        foreach (var key in _keys)
        {
            try
            {
                using var aes = new AesGcm(key, TagSize);
                aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], secret, Encoding.UTF8.GetBytes(purpose));
                return secret;
            }
            catch (AuthenticationTagMismatchException)
            {
                continue;
            }
        }

        return null;
    }

    private static byte[] Derive(string superserviceKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(superserviceKey), KeySize, info: "signal-hybrid secrets"u8.ToArray());
}

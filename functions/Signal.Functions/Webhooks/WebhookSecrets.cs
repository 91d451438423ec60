using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Signal.Functions.Secrets;

namespace Signal.Functions.Webhooks;

/// <summary>Creates, encrypts and decrypts the secrets that sign deliveries.</summary>
public sealed class WebhookSecrets(SecretBox box)
{
    private const string Prefix = "whsec_";

    /// <summary>Creates a new secret: 256 random bits in base64, with the prefix of Standard Webhooks.</summary>
    public static string Generate() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Returns the bytes of a secret. Secrets from before the support of Standard Webhooks are in base64url.</summary>
    public static byte[] KeyOf(string secret) => Base64Url.DecodeFromChars(secret[Prefix.Length..].TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    /// <summary>Encrypts a secret for one webhook.</summary>
    public byte[] Seal(string serviceId, string webhookId, string secret) => box.Seal(Encoding.UTF8.GetBytes(secret), Purpose(serviceId, webhookId));

    /// <summary>
    /// Returns the active secrets, newest first; skips those that cannot be decrypted with the configured encryption keys.
    /// </summary>
    public IReadOnlyList<string> Open(WebhookEntity webhook, DateTimeOffset now)
    {
        var purpose = Purpose(webhook.PartitionKey, webhook.RowKey);
        byte[]?[] boxes = [webhook.Secret, webhook.FormerSecretUntil > now ? webhook.FormerSecret : null];
        var secrets = boxes.Select(sealedSecret => sealedSecret is null ? null : box.Open(sealedSecret, purpose)).OfType<byte[]>();
        return [.. secrets.Select(Encoding.UTF8.GetString)];
    }

    private static string Purpose(string serviceId, string webhookId) => $"webhook-secret {serviceId} {webhookId}";
}

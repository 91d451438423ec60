using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Signal.Functions.Secrets;

namespace Signal.Functions.Webhooks;

/// <summary>Makes, seals and opens the secrets that sign deliveries.</summary>
public sealed class WebhookSecrets(SecretBox box)
{
    /// <summary>Makes a new secret: 256 random bits, as text that tells what it is.</summary>
    public static string Generate() => "whsec_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Seals a secret for one webhook.</summary>
    public byte[] Seal(string serviceId, string webhookId, string secret) => box.Seal(Encoding.UTF8.GetBytes(secret), Purpose(serviceId, webhookId));

    /// <summary>The secrets that sign now, newest first; none that this installation cannot open.</summary>
    public IReadOnlyList<string> Open(WebhookEntity webhook, DateTimeOffset now)
    {
        var purpose = Purpose(webhook.PartitionKey, webhook.RowKey);
        byte[]?[] boxes = [webhook.Secret, webhook.FormerSecretUntil > now ? webhook.FormerSecret : null];
        return [.. boxes.Select(sealedSecret => sealedSecret is null ? null : box.Open(sealedSecret, purpose)).OfType<byte[]>().Select(Encoding.UTF8.GetString)];
    }

    private static string Purpose(string serviceId, string webhookId) => $"webhook-secret {serviceId} {webhookId}";
}

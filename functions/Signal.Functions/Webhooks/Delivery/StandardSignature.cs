using System.Security.Cryptography;
using System.Text;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>
/// Signs deliveries by <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
/// Webhooks</see>: the HMAC-SHA256 of <c>id.timestamp.body</c>, in base64, one for each active secret. Libraries that verify it exist for
/// most languages.
/// </summary>
internal static class StandardSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    public static string Compute(IEnumerable<string> secrets, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(WebhookSecrets.KeyOf(secret), text))));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>
/// Signs deliveries for receivers without support for the <see cref="StandardSignature"/>; will be removed in the next version.
/// <c>Signal-Timestamp</c> holds Unix seconds, <c>Signal-Signature</c> one <c>v1=</c> and the lowercase hexadecimal HMAC-SHA256 of
/// <c>timestamp + "." + body</c> for each active secret, separated by commas. Receivers reject old timestamps to prevent replay.
/// </summary>
internal static class WebhookSignature
{
    public const string TimestampHeader = "Signal-Timestamp";
    public const string SignatureHeader = "Signal-Signature";

    public static string Timestamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Compute(IEnumerable<string> secrets, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return string.Join(',', secrets.Select(secret => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text))));
    }
}

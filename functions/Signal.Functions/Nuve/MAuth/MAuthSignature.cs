using System.Security.Cryptography;
using System.Text;

namespace Signal.Functions.Nuve.MAuth;

/// <summary>The signature of mediasoup-signal: the base64 of the lowercase hexadecimal text of HMAC-SHA1.</summary>
internal static class MAuthSignature
{
    public const string Method = "HMAC_SHA1";

    public static string Compute(string key, string text)
    {
        // The clients' algorithm is fixed; collisions of SHA-1 do not break HMAC-SHA1 (RFC 6151, section 2.3, states this even for
        // HMAC-MD5).
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)));
    }

    /// <summary>Compares in constant time.</summary>
    public static bool Verify(string key, string text, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Compute(key, text)), Encoding.UTF8.GetBytes(signature));
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Signal.Bus.Amqp;

/// <summary>Makes shared access signature tokens (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas#generate-a-shared-access-signature-token).</summary>
internal static class SharedAccessSignature
{
    public static string Create(string audience, string keyName, string key, DateTimeOffset expiresAt)
    {
        var resource = WebUtility.UrlEncode(audience);
        var expiry = expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}")));
        return $"SharedAccessSignature sr={resource}&sig={WebUtility.UrlEncode(signature)}&se={expiry}&skn={WebUtility.UrlEncode(keyName)}";
    }
}

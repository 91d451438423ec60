using System.Security.Cryptography;
using System.Text;

namespace Signal.ServiceBusEmulator.Cbs;

/// <summary>Tokens in the format of https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas.</summary>
internal static class SharedAccessSignature
{
    /// <summary>Whether a token was signed with the key.</summary>
    public static bool IsSignedWith(string key, string token)
    {
        var fields = token[(token.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split('&').Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .ToLookup(field => field[0], field => field[1]);
        var signed = $"{fields["sr"].FirstOrDefault()}\n{fields["se"].FirstOrDefault()}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)));
        return Uri.UnescapeDataString(fields["sig"].FirstOrDefault() ?? "") == expected;
    }
}

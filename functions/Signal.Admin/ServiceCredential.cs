using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Signal.Admin;

/// <summary>Signs the JWT of each request (RFC 7519, HS256): good for a minute, and once.</summary>
internal sealed class ServiceCredential(AdminClientOptions options, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Key);

    public string Sign()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var text = Encode(new Header("HS256", "JWT", options.KeyId)) + "." + Encode(new Claims(
            options.ServiceId, "signal-hybrid", now, now + (long)Life.TotalSeconds, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        return text + "." + Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value, AdminJson.Options));

    private sealed record Header(string Alg, string Typ, string? Kid);

    private sealed record Claims(string Iss, string Aud, long Iat, long Exp, string Jti);
}

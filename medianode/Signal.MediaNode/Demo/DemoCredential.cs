using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Signal.MediaNode.Demo;

/// <summary>Signs the JWT by which a service calls the control plane's <c>/v1</c>: HS256, short-lived, for one use.</summary>
internal sealed class DemoCredential(DemoOptions options, TimeProvider time)
{
    private const string Audience = "signal-hybrid";
    private const int LifeSeconds = 60;

    /// <summary>A new credential.</summary>
    public string Create()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var header = new Dictionary<string, string> { ["alg"] = "HS256", ["typ"] = "JWT" };
        if (!string.IsNullOrEmpty(options.KeyId))
        {
            header["kid"] = options.KeyId;
        }

        var claims = new { iss = options.ServiceId, aud = Audience, iat = now, exp = now + LifeSeconds, jti = Guid.NewGuid() };
        var text = $"{Encode(header)}.{Encode(claims)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.ServiceKey), Encoding.ASCII.GetBytes(text));
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}

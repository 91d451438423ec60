using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Signal.Functions.Secrets;

namespace Signal.Functions.Services;

/// <summary>
/// The JWT (RFC 7519) by which a service calls <c>/v1</c>: HS256, keyed with the UTF-8 bytes of the service key; header <c>kid</c> (the
/// key's id, optional); claims <c>iss</c> (service id), <c>aud</c> (<c>signal-hybrid</c>), <c>iat</c>, <c>exp</c> (at most five minutes
/// later) and <c>jti</c>, which is accepted once. A session token of the admin page has the audience <see cref="SessionAudience"/>, no
/// <c>jti</c> (<see cref="TokenId"/> is null), and a lifetime of at most an hour, during which it is accepted any number of times.
/// </summary>
internal sealed record ServiceJwt(string? KeyId, string ServiceId, string? TokenId, DateTimeOffset ExpiresAt, byte[] Signature, byte[] SignedText)
{
    /// <summary>The audience of session tokens of the admin page.</summary>
    public const string SessionAudience = "signal-hybrid-admin-page";

    /// <summary>The maximum lifetime of a credential.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(5);

    /// <summary>The maximum lifetime of a session token.</summary>
    public static readonly TimeSpan MaxSessionLife = TimeSpan.FromHours(1);

    /// <summary>The maximum deviation of the caller's clock.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int MaxSize = 4096;

    /// <summary>Parses a token and validates everything except its signature and reuse; null when it is not valid.</summary>
    public static ServiceJwt? Read(string token, DateTimeOffset now)
    {
        var parts = token.Length <= MaxSize ? token.Split('.') : [];
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            var (h, c) = (header.RootElement, claims.RootElement);
            var issuedAt = Seconds(c, "iat");
            var expiresAt = Seconds(c, "exp");
            var isSession = HasAudience(c, SessionAudience);
            var fits = Text(h, "alg") == "HS256"
                && !h.TryGetProperty("crit", out _)
                && (isSession || (HasAudience(c, AdminOptions.Audience) && Text(c, "jti") is { Length: > 0 and <= 128 }))
                && issuedAt <= now + ClockSkew
                && expiresAt > now - ClockSkew
                && expiresAt > issuedAt
                && expiresAt - issuedAt <= (isSession ? MaxSessionLife : MaxLife)
                && (!c.TryGetProperty("nbf", out _) || Seconds(c, "nbf") <= now + ClockSkew);
            return fits && Text(c, "iss") is { } issuer
                ? new ServiceJwt(
                    Text(h, "kid"),
                    issuer,
                    isSession ? null : Text(c, "jti"),
                    expiresAt,
                    Base64Url.DecodeFromChars(parts[2]),
                    Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]))
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the token is signed with this key; compares in constant time.</summary>
    public bool IsSignedWith(string key)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), SignedText, expected);
        return CryptographicOperations.FixedTimeEquals(expected, Signature);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset Seconds(JsonElement element, string name) =>
        DateTimeOffset.FromUnixTimeSeconds((long)element.GetProperty(name).GetDouble());

    private static bool HasAudience(JsonElement claims, string expected) => claims.TryGetProperty("aud", out var audience) && audience.ValueKind switch
    {
        JsonValueKind.String => audience.ValueEquals(expected),
        JsonValueKind.Array => audience.EnumerateArray().Any(a => a.ValueKind == JsonValueKind.String && a.ValueEquals(expected)),
        _ => false,
    };
}

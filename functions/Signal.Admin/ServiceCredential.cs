using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Signal.Admin;

/// <summary>
/// Signs the JWT with which a service authenticates to <c>/v1</c>: HS256 (RFC 7518, section 3.2) keyed with the UTF-8 bytes of the service
/// key, valid for one minute, accepted once. Thread-safe.
/// </summary>
public sealed class ServiceCredential
{
    /// <summary>The audience that the control plane requires.</summary>
    public const string Audience = "signal-hybrid";

    private const int MinKeyBytes = 32;
    private const string SessionAudience = "signal-hybrid-admin-page";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _signing;
    private readonly string _serviceId;
    private readonly TimeProvider _time;

    /// <summary>Creates a signer.</summary>
    /// <param name="serviceId">The id of the service, which is the issuer of the token.</param>
    /// <param name="key">The service's key.</param>
    /// <param name="keyId">The id of <paramref name="key"/>; null: the control plane tries the service's keys.</param>
    /// <param name="time">The clock; null: <see cref="TimeProvider.System"/>.</param>
    public ServiceCredential(string serviceId, string key, string? keyId = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceId);
        ArgumentException.ThrowIfNullOrEmpty(key);
        _serviceId = serviceId;
        _time = time ?? TimeProvider.System;

        // The library rejects keys below 32 bytes. HMAC itself pads a key with zeros (RFC 2104), so the signature stays the same.
        var bytes = Encoding.UTF8.GetBytes(key);
        Array.Resize(ref bytes, Math.Max(bytes.Length, MinKeyBytes));
        _signing = new SigningCredentials(new SymmetricSecurityKey(bytes) { KeyId = keyId }, SecurityAlgorithms.HmacSha256);
    }

    /// <summary>Creates a credential for one request: the value after <c>Bearer</c> in the <c>Authorization</c> header.</summary>
    public string Sign() => Sign(Audience, Lifetime, new Dictionary<string, object> { [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N") });

    /// <summary>Creates a session token for the admin page, which is accepted for one hour. Only an app with the page enabled accepts it.</summary>
    public string SignSession() => Sign(SessionAudience, SessionLifetime, []);

    private string Sign(string audience, TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _serviceId,
            Audience = audience,
            IssuedAt = now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = _signing,
        });
    }
}

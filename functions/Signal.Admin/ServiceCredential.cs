using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Signal.Admin;

/// <summary>
/// Signs the JWT by which a service calls <c>/v1</c>: HS256 (RFC 7518, section 3.2) keyed with the UTF-8 bytes of the service key, valid for a
/// minute, accepted once. Safe to share between threads.
/// </summary>
public sealed class ServiceCredential
{
    /// <summary>The audience that the control plane asks for.</summary>
    public const string Audience = "signal-hybrid";

    private const int MinKeyBytes = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _signing;
    private readonly string _serviceId;
    private readonly TimeProvider _time;

    /// <summary>Creates a signer.</summary>
    /// <param name="serviceId">The service's id: the issuer.</param>
    /// <param name="key">The service's key.</param>
    /// <param name="keyId">The id of <paramref name="key"/>; null: the control plane tries the service's keys.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public ServiceCredential(string serviceId, string key, string? keyId = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceId);
        ArgumentException.ThrowIfNullOrEmpty(key);
        _serviceId = serviceId;
        _time = time ?? TimeProvider.System;

        // The library refuses keys below 32 bytes. HMAC itself pads a key with zeros (RFC 2104), so the signature stays the same.
        var bytes = Encoding.UTF8.GetBytes(key);
        Array.Resize(ref bytes, Math.Max(bytes.Length, MinKeyBytes));
        _signing = new SigningCredentials(new SymmetricSecurityKey(bytes) { KeyId = keyId }, SecurityAlgorithms.HmacSha256);
    }

    /// <summary>A new credential, for one request: the value after <c>Bearer</c>.</summary>
    public string Sign()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _serviceId,
            Audience = Audience,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N") },
            SigningCredentials = _signing,
        });
    }
}

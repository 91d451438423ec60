using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts;
using Signal.Contracts.Tokens;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>Signs room tokens as the control plane does, and returns the public key as a JWKS.</summary>
public sealed class TokenMint : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public TokenMint(string keyId = "key-1") => KeyId = keyId;

    public string KeyId { get; }

    public string Jwks
    {
        get
        {
            var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(_key.ExportParameters(false))) { KeyId = KeyId });
            var key = new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, kid = KeyId, use = "sig", alg = "ES256" };
            return JsonSerializer.Serialize(new { keys = new[] { key } });
        }
    }

    /// <summary>All contents of a token; the defaults are valid.</summary>
    public string Mint(TokenSpec spec)
    {
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = spec.UserId,
            [JwtRegisteredClaimNames.Jti] = spec.TokenId,
            [RoomTokenClaims.Tenant] = spec.Tenant,
            [RoomTokenClaims.Room] = spec.RoomId,
            [RoomTokenClaims.Name] = spec.Name,
            [RoomTokenClaims.Role] = spec.Role,
            [RoomTokenClaims.Epoch] = spec.Epoch,
            [RoomTokenClaims.Grants] = JsonSerializer.SerializeToElement(spec.Grants, ContractsJson.Options),
            [RoomTokenClaims.Settings] = JsonSerializer.SerializeToElement(spec.Settings, ContractsJson.Options),
        };
        if (spec.Home is { } home)
        {
            claims[RoomTokenClaims.Home] = JsonSerializer.SerializeToElement(home, ContractsJson.Options);
        }

        if (spec.Metadata is { } metadata)
        {
            claims[RoomTokenClaims.Metadata] = metadata;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = spec.Type,
            Issuer = spec.Issuer,
            Audience = spec.NodeId,
            IssuedAt = spec.IssuedAt.UtcDateTime,
            Expires = (spec.IssuedAt + spec.Life).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose() => _key.Dispose();
}

/// <summary>The claims of a token.</summary>
public sealed record TokenSpec
{
    public required string NodeId { get; init; }

    public required long Epoch { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public string RoomId { get; init; } = "room";

    public string UserId { get; init; } = Guid.NewGuid().ToString();

    public string Tenant { get; init; } = "tenant";

    public string Name { get; init; } = "Alice";

    public string Role { get; init; } = Roles.Presenter;

    public Grants Grants { get; init; } = new() { PublishAudio = true, PublishVideo = true, PublishScreen = true, PublishData = true, Subscribe = true };

    public RoomSettings Settings { get; init; } = new();

    public string? Metadata { get; init; }

    public RoomHome? Home { get; init; }

    public string TokenId { get; init; } = Guid.NewGuid().ToString();

    public string Type { get; init; } = RoomTokenClaims.TokenType;

    public string Issuer { get; init; } = RoomTokenClaims.Issuer;

    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(3);
}

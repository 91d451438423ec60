using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// Verifies a room token's signature and claims (RFC 8725), except its lifetime: <see cref="TokenLedger"/> checks lifetime and first use,
/// since a connection outlives its token.
/// </summary>
internal sealed class TokenVerifier(KeyRing keys, NodeIdentity node)
{
    /// <summary>The maximum length of a token, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>Verifies a token.</summary>
    /// <exception cref="TokenRefusedException">The token is invalid; the message gives the reason.</exception>
    public async Task<RoomToken> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        var jwt = Read(token);
        var key = await keys.FindAsync(jwt.Kid, cancellationToken) ?? throw new TokenRefusedException("unknown key id");
        var result = await _handler.ValidateTokenAsync(jwt, Parameters(key));
        if (!result.IsValid)
        {
            throw new TokenRefusedException(result.Exception.GetType().Name, result.Exception);
        }

        if (!jwt.TryGetPayloadValue<long>(RoomTokenClaims.Epoch, out var epoch) || epoch != node.Epoch)
        {
            throw new TokenRefusedException("issued for another process of this node");
        }

        return Claims(jwt);
    }

    private JsonWebToken Read(string token)
    {
        if (token.Length > MaxLength)
        {
            throw new TokenRefusedException("too long");
        }

        try
        {
            var jwt = _handler.ReadJsonWebToken(token);
            return string.IsNullOrEmpty(jwt.Kid) ? throw new TokenRefusedException("no key id") : jwt;
        }
        catch (Exception error) when (error is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            throw new TokenRefusedException("not a token", error);
        }
    }

    private TokenValidationParameters Parameters(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = [RoomTokenClaims.TokenType],
        ValidIssuer = RoomTokenClaims.Issuer,
        ValidAudience = node.Id,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (_, expires, _, _) => expires is not null,
    };

    private static RoomToken Claims(JsonWebToken jwt)
    {
        try
        {
            return new RoomToken
            {
                Id = Text(jwt, JwtRegisteredClaimNames.Jti),
                UserId = Text(jwt, JwtRegisteredClaimNames.Sub),
                Tenant = Text(jwt, RoomTokenClaims.Tenant),
                RoomId = Text(jwt, RoomTokenClaims.Room),
                Name = OptionalText(jwt, RoomTokenClaims.Name),
                Role = OptionalText(jwt, RoomTokenClaims.Role),
                Metadata = OptionalText(jwt, RoomTokenClaims.Metadata),
                Grants = Object<Grants>(jwt, RoomTokenClaims.Grants) ?? throw new TokenRefusedException("no grants"),
                Settings = Object<RoomSettings>(jwt, RoomTokenClaims.Settings) ?? new RoomSettings(),
                NotBefore = new DateTimeOffset(jwt.ValidFrom, TimeSpan.Zero),
                IssuedAt = new DateTimeOffset(jwt.IssuedAt, TimeSpan.Zero),
                ExpiresAt = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero),
            };
        }
        catch (Exception error) when (error is JsonException or ArgumentException or SecurityTokenException)
        {
            throw new TokenRefusedException("a claim has the wrong type", error);
        }
    }

    private static string Text(JsonWebToken jwt, string claim) =>
        OptionalText(jwt, claim) is { Length: > 0 } text ? text : throw new TokenRefusedException($"no {claim}");

    private static string? OptionalText(JsonWebToken jwt, string claim) => jwt.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static T? Object<T>(JsonWebToken jwt, string claim)
        where T : class =>
        jwt.TryGetPayloadValue<JsonElement>(claim, out var value) ? value.Deserialize<T>(ContractsJson.Options) : null;
}

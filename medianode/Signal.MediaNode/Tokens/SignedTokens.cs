using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// Verifies what all tokens of the control plane have in common (RFC 8725): the signature, the type, the issuer, the audience and the
/// epoch of this process. The lifetime is left to the caller.
/// </summary>
internal sealed class SignedTokens(KeyRing keys, NodeIdentity node)
{
    /// <summary>The maximum length of a token, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>Verifies a token of a type, for an audience.</summary>
    /// <exception cref="TokenRefusedException">The token is invalid; the message gives the reason.</exception>
    public async Task<JsonWebToken> VerifyAsync(string token, string type, string audience, CancellationToken cancellationToken)
    {
        var jwt = Read(token);
        var key = await keys.FindAsync(jwt.Kid, cancellationToken) ?? throw new TokenRefusedException("unknown key id");
        var result = await _handler.ValidateTokenAsync(jwt, Parameters(key, type, audience));
        if (!result.IsValid)
        {
            throw new TokenRefusedException(result.Exception.GetType().Name, result.Exception);
        }

        if (!jwt.TryGetPayloadValue<long>(RoomTokenClaims.Epoch, out var epoch) || epoch != node.Epoch)
        {
            throw new TokenRefusedException("issued for another process of this node");
        }

        return jwt;
    }

    /// <summary>Returns a claim that must be present.</summary>
    /// <exception cref="TokenRefusedException">The claim is absent or empty.</exception>
    public static string Text(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<string>(claim, out var text) && !string.IsNullOrEmpty(text) ? text : throw new TokenRefusedException($"no {claim}");

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

    private static TokenValidationParameters Parameters(SecurityKey key, string type, string audience) => new()
    {
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = [type],
        ValidIssuer = RoomTokenClaims.Issuer,
        ValidAudience = audience,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (_, expires, _, _) => expires is not null,
    };
}

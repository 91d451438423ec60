using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// Verifies room tokens, except their lifetime: <see cref="TokenLedger"/> checks lifetime and first use, since a connection outlives its
/// token.
/// </summary>
internal sealed class TokenVerifier(SignedTokens tokens, NodeIdentity node)
{
    /// <summary>Verifies a token.</summary>
    /// <exception cref="TokenRefusedException">The token is invalid; the message gives the reason.</exception>
    public async Task<RoomToken> VerifyAsync(string token, CancellationToken cancellationToken) =>
        Claims(await tokens.VerifyAsync(token, RoomTokenClaims.TokenType, node.Id, cancellationToken));

    private static RoomToken Claims(JsonWebToken jwt)
    {
        try
        {
            var home = Object<RoomHome>(jwt, RoomTokenClaims.Home);
            return new RoomToken
            {
                Id = SignedTokens.Text(jwt, JwtRegisteredClaimNames.Jti),
                UserId = SignedTokens.Text(jwt, JwtRegisteredClaimNames.Sub),
                Tenant = SignedTokens.Text(jwt, RoomTokenClaims.Tenant),
                RoomId = SignedTokens.Text(jwt, RoomTokenClaims.Room),
                Name = OptionalText(jwt, RoomTokenClaims.Name),
                Role = OptionalText(jwt, RoomTokenClaims.Role),
                Metadata = OptionalText(jwt, RoomTokenClaims.Metadata),
                Grants = Object<Grants>(jwt, RoomTokenClaims.Grants) ?? throw new TokenRefusedException("no grants"),
                Settings = Object<RoomSettings>(jwt, RoomTokenClaims.Settings) ?? new RoomSettings(),
                Home = home is null ? null : new NodeInstance(home.NodeId, home.Epoch),
                HomeVersion = home?.Version ?? 0,
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

    private static string? OptionalText(JsonWebToken jwt, string claim) => jwt.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static T? Object<T>(JsonWebToken jwt, string claim)
        where T : class =>
        jwt.TryGetPayloadValue<JsonElement>(claim, out var value) ? value.Deserialize<T>(ContractsJson.Options) : null;
}

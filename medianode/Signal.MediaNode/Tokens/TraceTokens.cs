using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// Verifies trace tokens. A token may be used several times until it expires: the pages of a trace share it.
/// </summary>
internal sealed class TraceTokens(SignedTokens tokens, NodeIdentity node, TokenOptions options, TimeProvider time)
{
    /// <summary>Verifies a token for a room, and returns the room's tenant.</summary>
    /// <exception cref="TokenRefusedException">The token is invalid, expired or for another room; the message gives the reason.</exception>
    public async Task<string> VerifyAsync(string token, string roomId, CancellationToken cancellationToken)
    {
        var jwt = await tokens.VerifyAsync(token, TraceTokenClaims.TokenType, TraceTokenClaims.AudienceOf(node.Id), cancellationToken);
        try
        {
            RequireAlive(jwt);
            return SignedTokens.Text(jwt, RoomTokenClaims.Room) == roomId
                ? SignedTokens.Text(jwt, RoomTokenClaims.Tenant)
                : throw new TokenRefusedException("issued for another room");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or SecurityTokenException)
        {
            throw new TokenRefusedException("a claim has the wrong type", error);
        }
    }

    private void RequireAlive(JsonWebToken jwt)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now >= jwt.ValidTo + options.ClockSkew)
        {
            throw new TokenRefusedException("expired");
        }

        if (jwt.IssuedAt > now + options.ClockSkew)
        {
            throw new TokenRefusedException("not valid yet");
        }

        // The control plane mints none that live longer.
        if (jwt.ValidTo - jwt.IssuedAt > TraceTokenClaims.Lifetime)
        {
            throw new TokenRefusedException("valid for too long");
        }
    }
}

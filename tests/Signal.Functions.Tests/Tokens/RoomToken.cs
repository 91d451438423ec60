using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Tokens;

/// <summary>A room token, verified as a media node does: with a JWT library and the published keys.</summary>
internal sealed record RoomToken(JsonWebToken Jwt)
{
    public string Audience => Jwt.Audiences.Single();

    /// <summary>A claim, as text or as JSON.</summary>
    public string this[string claim] => JsonDocument.Parse(Base64UrlEncoder.Decode(Jwt.EncodedPayload)).RootElement.GetProperty(claim).ToString();

    public static async Task<RoomToken> VerifyAsync(Installation installation, string token, int instance = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/jwks.json");
        var keys = (await installation.SendAsync(request, instance)).ShouldBe(200);
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "signal-hybrid",
            ValidateAudience = false,
            ValidTypes = ["room+jwt"],
            ValidAlgorithms = ["ES256"],
            IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(keys.Body).GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return new RoomToken((JsonWebToken)result.SecurityToken);
    }
}

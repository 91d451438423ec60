using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Warmup;

/// <summary>Creates the room tokens of one <see cref="TrialNode"/>, with a key pair that only this instance and that node have.</summary>
internal sealed class TrialTokens(TimeProvider time) : IDisposable
{
    private const string KeyId = "trial";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly Grants Grants = new() { PublishAudio = true, PublishVideo = true, Subscribe = true };

    private readonly ECDsa _pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The public key, as a JSON Web Key Set.</summary>
    public string Jwks
    {
        get
        {
            var point = _pair.ExportParameters(includePrivateParameters: false).Q;
            return $$"""
                {"keys":[{"kty":"EC","crv":"P-256","kid":"{{KeyId}}","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}]}
                """;
        }
    }

    /// <summary>Creates the token of a new user for a room.</summary>
    public string Create(NodeInstance node, string roomId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = RoomTokenClaims.TokenType,
            Issuer = RoomTokenClaims.Issuer,
            Audience = node.NodeId,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = Guid.NewGuid().ToString(),
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString(),
                [RoomTokenClaims.Tenant] = "trial",
                [RoomTokenClaims.Room] = roomId,
                [RoomTokenClaims.Name] = "Trial",
                [RoomTokenClaims.Role] = Roles.Presenter,
                [RoomTokenClaims.Epoch] = node.Epoch,
                [RoomTokenClaims.Grants] = JsonSerializer.SerializeToElement(Grants, ContractsJson.Options),
                [RoomTokenClaims.Settings] = JsonSerializer.SerializeToElement(new RoomSettings(), ContractsJson.Options),
            },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_pair) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _pair.Dispose();
}

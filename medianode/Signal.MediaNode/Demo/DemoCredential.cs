using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Signal.MediaNode.Demo;

/// <summary>Signs the JWT by which a service calls the control plane's <c>/v1</c>: HS256, short-lived, for one use.</summary>
internal sealed class DemoCredential(DemoOptions options, TimeProvider time)
{
    private const string Audience = "signal-hybrid";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A new credential.</summary>
    public string Create()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.ServiceId,
            Audience = Audience,
            IssuedAt = now,
            Expires = now + Life,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString() },
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.ServiceKey)) { KeyId = options.KeyId }, SecurityAlgorithms.HmacSha256),
        });
    }
}

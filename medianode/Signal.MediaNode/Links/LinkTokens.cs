using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Node;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Links;

/// <summary>
/// Link tokens, with which both ends of a link prove who they are: JWTs signed ES256 by a node for one other instance, valid for a minute.
/// The opening node's is accepted once; that of the accepting node names the token that it answers.
/// </summary>
internal sealed class LinkTokens(LinkKey own, KnownNodes nodes, TokenOptions options, TimeProvider time)
{
    private const string OpenType = "link+jwt";
    private const string AcceptType = "link-accept+jwt";
    private const int MaxLength = 4096;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength, SetDefaultTimesOnTokenCreation = false };
    private readonly ExpiringDictionary<string, bool> _used = new(time);

    /// <summary>Creates the token with which this node opens a link.</summary>
    /// <param name="to">The other node.</param>
    /// <param name="id">The token's id.</param>
    public string ForOpening(NodeInstance to, string id) => Create(to, OpenType, id);

    /// <summary>Creates the token with which this node accepts a link that was opened with the token of that id.</summary>
    public string ForAccepting(NodeInstance from, string id) => Create(from, AcceptType, id);

    /// <summary>Verifies the token of a node that opens a link. Returns the node, and the token's id.</summary>
    /// <exception cref="TokenRefusedException">The token is invalid, or was used before; the message gives the reason.</exception>
    public async Task<(NodeInstance From, string Id)> RedeemAsync(string token, CancellationToken cancellationToken)
    {
        var (from, id) = await VerifyAsync(token, OpenType, cancellationToken);
        var isNew = false;
        _used.Set(
            $"{from} {id}",
            wasUsed =>
            {
                isNew = !wasUsed;
                return true;
            },
            _ => time.GetUtcNow() + Lifetime + (2 * options.ClockSkew));
        return isNew ? (from, id) : throw new TokenRefusedException("already used");
    }

    /// <summary>Verifies the token of a node that has accepted a link.</summary>
    /// <exception cref="TokenRefusedException">It is invalid, of another node, or does not answer the token of that id.</exception>
    public async Task RequireAcceptedAsync(string token, NodeInstance by, string id, CancellationToken cancellationToken)
    {
        if (await VerifyAsync(token, AcceptType, cancellationToken) != (by, id))
        {
            throw new TokenRefusedException("of another node, or for another link");
        }
    }

    private string Create(NodeInstance to, string type, string id)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Audience = to.ToString(),
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = own.Instance.NodeId, [JwtRegisteredClaimNames.Jti] = id },
            SigningCredentials = own.Credentials,
        });
    }

    private async Task<(NodeInstance From, string Id)> VerifyAsync(string token, string type, CancellationToken cancellationToken)
    {
        var jwt = Read(token);
        if (!NodeInstance.TryParse(jwt.Kid, out var from) || await nodes.FindAsync(from.ToString(), cancellationToken) is not { } node)
        {
            throw new TokenRefusedException("unknown node");
        }

        var result = await _handler.ValidateTokenAsync(jwt, Parameters(node.Key, type));
        if (!result.IsValid)
        {
            throw new TokenRefusedException(result.Exception.GetType().Name, result.Exception);
        }

        try
        {
            RequireAlive(jwt);
            return SignedTokens.Text(jwt, JwtRegisteredClaimNames.Sub) == from.NodeId
                ? (from, SignedTokens.Text(jwt, JwtRegisteredClaimNames.Jti))
                : throw new TokenRefusedException("of another node");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or SecurityTokenException)
        {
            throw new TokenRefusedException("a claim has the wrong type", error);
        }
    }

    private JsonWebToken Read(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token);
        }
        catch (Exception error) when (error is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            throw new TokenRefusedException("not a token", error);
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

        // A used token is remembered for this time.
        if (jwt.ValidTo - jwt.IssuedAt > Lifetime)
        {
            throw new TokenRefusedException("valid for too long");
        }
    }

    private TokenValidationParameters Parameters(SecurityKey key, string type) => new()
    {
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = [type],
        ValidateIssuer = false,
        ValidAudience = own.Instance.ToString(),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (_, expires, _, _) => expires is not null,
    };
}

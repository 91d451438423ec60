using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;

namespace Signal.Functions.Services;

/// <summary>The dialect <c>/v1</c>: callers sign a short-lived JWT with their service key; errors are RFC 9457 problem details.</summary>
public sealed class V1Dialect(ServiceDirectory services, NonceGuard nonces, Cors cors, TimeProvider time) : IApiDialect
{
    private const string Scheme = "Bearer ";

    // Used as the key when the service does not exist, so that unknown services take as long as known ones.
    private static readonly ServiceKey NoKey = new("", ServiceKeys.Generate(), default, null);

    /// <inheritdoc/>
    public Access Prepare(HttpRequest request, Access declared)
    {
        cors.Allow(request);
        return declared;
    }

    /// <inheritdoc/>
    public async ValueTask<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || ServiceJwt.Read(header[Scheme.Length..].Trim(), now) is not { } jwt)
        {
            return null;
        }

        var account = await services.FindAsync(jwt.ServiceId, cancellationToken);
        var keys = account?.Keys.Where(k => k.IsValidAt(now) && (jwt.KeyId is null || k.Id == jwt.KeyId)) ?? [];
        ServiceKey? signedWith = null;
        foreach (var key in keys.DefaultIfEmpty(NoKey))
        {
            signedWith = jwt.IsSignedWith(key.Value) ? key : signedWith;
        }

        if (account is null || signedWith is null)
        {
            await services.RefuseAsync(jwt.ServiceId, account, cancellationToken);
            return null;
        }

        return new Caller(account.Id, account.IsSuperservice)
        {
            IsKeyEnding = signedWith.ExpiresAt is not null,
            IsFresh = nonces.TryUseAsync("v1 " + account.Id, jwt.TokenId, jwt.ExpiresAt + ServiceJwt.ClockSkew, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public IResult Render(HttpRequest request, Problem problem) => new ProblemResult(problem);
}

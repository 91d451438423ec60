using Microsoft.AspNetCore.Http;
using Signal.Functions.Services;

namespace Signal.Functions.Http;

/// <summary>The face <c>/v1</c>: callers sign a short-lived JWT with their service key; refusals are RFC 9457 problem details.</summary>
public sealed class ApiFace(ServiceDirectory services, NonceGuard nonces, TimeProvider time) : IFace
{
    private const string Scheme = "Bearer ";

    // Compared against when there is no key to compare with, so that unknown services take as long as known ones.
    private static readonly string NoKey = ServiceKeys.Generate();

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
        var keys = account?.Keys.Where(k => k.IsValidAt(now) && (jwt.KeyId is null || k.Id == jwt.KeyId)).Select(k => k.Value) ?? [];
        var signed = false;
        foreach (var key in keys.DefaultIfEmpty(NoKey))
        {
            signed |= jwt.IsSignedWith(key);
        }

        return account is not null && signed
            ? new Caller(account.Id, account.IsSuperservice)
            {
                IsFresh = nonces.TryUseAsync("v1 " + account.Id, jwt.TokenId, jwt.ExpiresAt + ServiceJwt.ClockSkew, cancellationToken),
            }
            : null;
    }

    /// <inheritdoc/>
    public IResult Render(HttpRequest request, Problem problem) => new ProblemResult(problem);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;

namespace Signal.Functions.Services;

/// <summary>The dialect <c>/v1</c>: callers sign a short-lived JWT with their service key; errors are RFC 9457 problem details.</summary>
public sealed class V1Dialect(ServiceDirectory services, NonceGuard nonces, Cors cors, IOptions<AdminPageOptions> adminPage, TimeProvider time) : IApiDialect
{
    /// <summary>The header by which the superservice names the service that it acts for, with a session token of the admin page.</summary>
    public const string ActForHeader = "Signal-Service";

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
            || ServiceJwt.Read(header[Scheme.Length..].Trim(), now) is not { } jwt
            || (jwt.TokenId is null && !adminPage.Value.Enabled))
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

        var caller = new Caller(account.Id, account.IsSuperservice) { IsKeyEnding = signedWith.ExpiresAt is not null };
        return jwt.TokenId is null
            ? await ActForAsync(request, caller, cancellationToken)
            : caller with { IsFresh = nonces.TryUseAsync("v1 " + account.Id, jwt.TokenId, jwt.ExpiresAt + ServiceJwt.ClockSkew, cancellationToken) };
    }

    // The superservice sees the rooms and webhooks of a service with the rights of that service.
    private async ValueTask<Caller> ActForAsync(HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.IsSuperservice || request.Headers[ActForHeader] is not [{ Length: > 0 } serviceId] || serviceId == caller.ServiceId)
        {
            return caller;
        }

        return await services.FindAsync(serviceId, cancellationToken) is { } service
            ? new Caller(service.Id, IsSuperservice: false) { IsKeyEnding = caller.IsKeyEnding }
            : throw Problems.NotFound().AsException();
    }

    /// <inheritdoc/>
    public IResult Render(HttpRequest request, Problem problem) => new ProblemResult(problem);
}

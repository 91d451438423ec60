using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Functions.Nuve.MAuth;
using Signal.Functions.Services;

namespace Signal.Functions.Nuve;

/// <summary>
/// The dialect <c>/nuve</c>: callers sign with MAuth, errors are lines of text. A request is valid once, within the clock window: its
/// timestamp and nonce are recorded for all instances, regardless of the order of requests.
/// </summary>
public sealed class NuveDialect(ServiceDirectory services, NonceGuard nonces, NuveRouter router, IOptions<NuveOptions> options, TimeProvider time) : IApiDialect
{
    internal const string Challenge = "MAuth realm=\"http://marte3.dit.upm.es\"";

    // Used as the key when the service does not exist, so that unknown services take as long as known ones.
    private static readonly string[] NoKeys = [ServiceKeys.Generate()];

    /// <inheritdoc/>
    public Access Prepare(HttpRequest request, Access declared)
    {
        NuveCors.Allow(request.HttpContext.Response);
        var call = router.Find(request);
        request.HttpContext.Features.Set(call);
        return call.Access;
    }

    /// <inheritdoc/>
    public async ValueTask<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (request.Headers.Authorization is not [var authorization] || !MAuthHeader.TryParse(authorization, out var header))
        {
            return null;
        }

        var account = await services.FindAsync(header.ServiceId, cancellationToken);
        var keys = account?.Keys.Where(key => key.IsValidAt(now)).Select(key => key.Value) ?? NoKeys;
        var isSigned = false;
        foreach (var key in keys)
        {
            isSigned |= MAuthSignature.Verify(key, header.TextToSign, header.Signature);
        }

        var sentAt = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(long.Parse(header.Timestamp, CultureInfo.InvariantCulture), 253402300799999));
        var isTimely = (now - sentAt).Duration() <= options.Value.ClockWindow;
        if (account is null || !isSigned || !isTimely || header.SignatureMethod != MAuthSignature.Method)
        {
            await services.RefuseAsync(header.ServiceId, account, cancellationToken);
            return null;
        }

        return new Caller(account.Id, account.IsSuperservice)
        {
            UserName = header.Role is null ? null : header.UserName,
            UserRole = header.UserName is null ? null : header.Role,
            IsFresh = nonces.TryUseAsync("mauth " + account.Id, $"{header.Timestamp},{header.Nonce}", sentAt + options.Value.ClockWindow, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public IResult Render(HttpRequest request, Problem problem) => new NuveRefusal(problem switch
    {
        { Code: NuveProblems.Code } => problem,
        { Status: 403, Code: ProblemCodes.Forbidden } => NuveProblems.NotAuthorized,
        { Status: 404 } => NuveProblems.NoSuchResource,
        _ => problem with { Detail = problem.Title },
    });
}

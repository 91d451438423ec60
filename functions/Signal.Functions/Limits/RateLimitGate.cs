using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;
using Signal.Functions.Nuve;

namespace Signal.Functions.Limits;

/// <summary>
/// Applies the limiters in this order: caller, global and, after authentication, service. <c>/nuve</c> has its own error responses.
/// </summary>
internal sealed class RateLimitGate(RateLimits limits) : IRequestGate
{
    public async ValueTask<Problem?> BeforeAuthenticationAsync(HttpRequest request, IApiDialect dialect, CancellationToken cancellationToken)
    {
        if (request.Path.StartsWithSegments("/healthz"))
        {
            return null;
        }

        var caller = await limits.AdmitCallerAsync(request.HttpContext, cancellationToken);
        if (!caller.Allowed)
        {
            return Refuse(dialect, caller, NuveProblems.TooManyOfCaller);
        }

        var global = await limits.AdmitGlobalAsync(cancellationToken);
        return global.Allowed ? null : Refuse(dialect, global, limits.IsQueued ? NuveProblems.QueueFull : NuveProblems.TooMany);
    }

    public async ValueTask<Problem?> AfterAuthenticationAsync(HttpRequest request, IApiDialect dialect, Caller caller, CancellationToken cancellationToken)
    {
        var service = await limits.AdmitServiceAsync(caller.ServiceId, cancellationToken);
        return service.Allowed ? null : Refuse(dialect, service, NuveProblems.TooMany);
    }

    private static Problem Refuse(IApiDialect dialect, Admission admission, Problem nuve) =>
        (dialect is NuveDialect ? nuve : Problems.RateLimited(admission.RetryAfter)) with { RetryAfter = admission.RetryAfter };
}

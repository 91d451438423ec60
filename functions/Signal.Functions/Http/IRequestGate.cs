using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>Lets requests in or refuses them: rate limits, quotas. All registered gates are asked, in order of registration.</summary>
public interface IRequestGate
{
    /// <summary>Asked before the credentials are read; a problem refuses the request. May wait (a queue).</summary>
    ValueTask<Problem?> BeforeAuthenticationAsync(HttpRequest request, IApiDialect dialect, CancellationToken cancellationToken);

    /// <summary>Asked when the caller is known.</summary>
    ValueTask<Problem?> AfterAuthenticationAsync(HttpRequest request, IApiDialect dialect, Caller caller, CancellationToken cancellationToken);
}

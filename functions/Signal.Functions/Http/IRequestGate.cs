using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>Admits or rejects requests, for example by rate limits. All registered gates run, in order of registration.</summary>
public interface IRequestGate
{
    /// <summary>Runs before authentication; a problem rejects the request. May wait, for example in a queue.</summary>
    ValueTask<Problem?> BeforeAuthenticationAsync(HttpRequest request, IApiDialect dialect, CancellationToken cancellationToken);

    /// <summary>Runs after authentication; a problem rejects the request.</summary>
    ValueTask<Problem?> AfterAuthenticationAsync(HttpRequest request, IApiDialect dialect, Caller caller, CancellationToken cancellationToken);
}

using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>A dialect of the API: how callers prove who they are, and how refusals look. All dialects share what lies behind.</summary>
public interface IApiDialect
{
    /// <summary>Adds what every answer has (CORS), and decides who may call.</summary>
    /// <param name="request">The request.</param>
    /// <param name="declared">What the function declares.</param>
    Access Prepare(HttpRequest request, Access declared);

    /// <summary>Checks the credentials; null when they are missing or wrong.</summary>
    ValueTask<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken);

    /// <summary>Makes the answer for a problem.</summary>
    IResult Render(HttpRequest request, Problem problem);
}

using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>A dialect of the API: how callers authenticate, and the format of errors. All dialects share the same services.</summary>
public interface IApiDialect
{
    /// <summary>Adds the common response headers (CORS), and returns the required access.</summary>
    /// <param name="request">The request.</param>
    /// <param name="declared">The access that the function declares.</param>
    Access Prepare(HttpRequest request, Access declared);

    /// <summary>Authenticates the request; null when the credentials are missing or invalid.</summary>
    ValueTask<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken);

    /// <summary>Creates the response for a problem.</summary>
    IResult Render(HttpRequest request, Problem problem);
}

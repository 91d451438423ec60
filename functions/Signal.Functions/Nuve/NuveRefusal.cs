using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>
/// An error response: a status code and a line of text; for missing or invalid credentials the challenge, in the body, as in
/// mediasoup-signal, and in the header.
/// </summary>
internal sealed class NuveRefusal(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Code == ProblemCodes.Unauthorized)
        {
            response.Headers.WWWAuthenticate = NuveDialect.Challenge;
            return Results.Json(new JsonObject { ["WWW-Authenticate"] = NuveDialect.Challenge }, statusCode: problem.Status).ExecuteAsync(httpContext);
        }

        return Results.Text(problem.Detail, "text/plain; charset=utf-8", statusCode: problem.Status).ExecuteAsync(httpContext);
    }
}

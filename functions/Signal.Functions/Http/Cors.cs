using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Http;

/// <summary>CORS for <c>/v1</c> (Fetch standard): allows the configured origins; disabled when no origin is configured.</summary>
public sealed class Cors(IOptions<HttpOptions> options)
{
    /// <summary>Adds the headers for the request's origin; false when the origin is not allowed.</summary>
    public bool Allow(HttpRequest request)
    {
        var origins = options.Value.CorsOrigins;
        if (origins.Count == 0 || request.Headers.Origin is not [{ Length: > 0 } origin])
        {
            return false;
        }

        var isAny = origins.Contains("*");
        if (!isAny && !origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        var headers = request.HttpContext.Response.Headers;
        headers.AccessControlAllowOrigin = isAny ? "*" : origin;
        headers.AccessControlExposeHeaders = "ETag, Location, Retry-After";
        headers.Append("Vary", "Origin");
        return true;
    }
}

/// <summary>Handles CORS preflight requests.</summary>
public sealed class CorsFunctions(Cors cors)
{
    /// <summary>A preflight for any route of <c>/v1</c>: 204, with the CORS headers when the origin is allowed.</summary>
    [Function("Preflight")]
    [Access(Access.Anonymous)]
    public IResult Preflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "v1/{*path}")] HttpRequest request, CallContext context)
    {
        if (cors.Allow(context.Request))
        {
            var headers = context.Request.HttpContext.Response.Headers;
            headers.AccessControlAllowMethods = "GET, POST, PUT, PATCH, DELETE";
            headers.AccessControlAllowHeaders = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, traceparent";
            headers.AccessControlMaxAge = "600";
        }

        return Answers.NoContent();
    }
}

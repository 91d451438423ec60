using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;

namespace Signal.Functions.Cors;

/// <summary>Lets browsers of the configured origins (<c>Http:CorsOrigins</c>) read the answers of <c>/v1</c>. None is configured unless somebody does.</summary>
internal sealed class CorsGate(IOptions<HttpOptions> options) : IRequestGate
{
    private const string Methods = "GET, POST, PUT, PATCH, DELETE";
    private const string RequestHeaders = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key";
    private const string AnswerHeaders = "ETag, Location, Retry-After";

    public ValueTask<Problem?> BeforeAuthenticationAsync(HttpRequest request, IFace face, CancellationToken cancellationToken)
    {
        if (face is ApiFace && request.Headers.Origin is [{ Length: > 0 } origin])
        {
            Allow(request, origin);
        }

        return ValueTask.FromResult<Problem?>(null);
    }

    public ValueTask<Problem?> AfterAuthenticationAsync(HttpRequest request, IFace face, Caller caller, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Problem?>(null);

    private void Allow(HttpRequest request, string origin)
    {
        var headers = request.HttpContext.Response.Headers;
        var isAny = options.Value.CorsOrigins.Contains("*");
        if (!isAny && !options.Value.CorsOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        headers.AccessControlAllowOrigin = isAny ? "*" : origin;
        headers.AccessControlExposeHeaders = AnswerHeaders;
        headers.Vary = "Origin";
        if (HttpMethods.IsOptions(request.Method))
        {
            headers.AccessControlAllowMethods = Methods;
            headers.AccessControlAllowHeaders = RequestHeaders;
            headers.AccessControlMaxAge = "600";
        }
    }
}

using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;

namespace Signal.Functions.OpenApi;

/// <summary>
/// The files of the documentation page, embedded in the assembly. The page loads nothing from other origins, and may only call this one.
/// </summary>
internal static class DocsPage
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        ["index.html"] = "text/html; charset=utf-8",
        ["docs.css"] = "text/css; charset=utf-8",
        ["docs.js"] = "text/javascript; charset=utf-8",
    };

    public static IResult Get(CallContext context, string file)
    {
        if (!MediaTypes.TryGetValue(file, out var mediaType))
        {
            throw Problems.NotFound().AsException();
        }

        var headers = context.Request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return Results.Stream(typeof(DocsPage).Assembly.GetManifestResourceStream("docs/" + file)!, mediaType);
    }
}

using Signal.MediaNode.Node;

namespace Signal.MediaNode.Signaling;

/// <summary>
/// Decides which web pages can open the hub: the node's own, and those of the allowed origins. Clients that are not browsers send no
/// origin. CORS does not cover WebSockets, so the origin is checked here for all requests of the hub.
/// </summary>
internal sealed class OriginGate(NodeOptions options) : IMiddleware
{
    private readonly bool _allowsAll = options.AllowedOrigins.Contains(WebOrigin.Any);
    private readonly HashSet<string> _allowed =
        [.. options.AllowedOrigins.Select(WebOrigin.TryNormalize).OfType<string>(), WebOrigin.Of(new Uri(options.PublicUrl))];

    /// <summary>Whether pages of this origin can open the hub.</summary>
    public bool Allows(string origin, HttpRequest request) =>
        _allowsAll || _allowed.Contains(origin.ToLowerInvariant()) || origin == $"{request.Scheme}://{request.Host}";

    /// <inheritdoc/>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Origin is not [{ Length: > 0 } origin])
        {
            return next(context);
        }

        if (!Allows(origin, context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        headers.Vary = "Origin";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }

        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "authorization, content-type, x-requested-with, x-signalr-user-agent";
        headers.AccessControlMaxAge = "7200";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

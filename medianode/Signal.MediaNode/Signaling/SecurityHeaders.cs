namespace Signal.MediaNode.Signaling;

/// <summary>Headers that protect the node's pages against framing, content sniffing and foreign scripts.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// The page connects to media and hubs of other nodes, so any connection is allowed; code is loaded from the node only.
    /// </summary>
    private const string Policy =
        "default-src 'self'; connect-src *; img-src 'self' data: blob:; media-src 'self' blob: mediastream:; style-src 'self' 'unsafe-inline'; "
        + "worker-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(self), geolocation=()";
        return next(context);
    });
}

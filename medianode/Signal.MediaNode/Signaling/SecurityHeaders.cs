namespace Signal.MediaNode.Signaling;

/// <summary>Headers that keep the node's pages from being framed, sniffed or fed with foreign scripts.</summary>
internal static class SecurityHeaders
{
    /// <summary>Media and hubs of other nodes are reached from the page, so connections may go anywhere; code comes from the node alone.</summary>
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

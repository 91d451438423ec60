using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Signal.MediaNode.Node;

/// <summary>Determines the client's address behind proxies. Forwarded headers of proxies that are not configured are ignored.</summary>
internal static partial class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var node = app.Services.GetRequiredService<NodeOptions>();
        var proxies = node.TrustedProxies;
        if (proxies.Count == 0)
        {
            if (node.PublicUrl.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
            {
                app.Lifetime.ApplicationStarted.Register(() => WarnOfProxy(app));
            }

            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>Logs a warning if clients reach the node over TLS but it listens only on http: then it is behind a proxy.</summary>
    private static void WarnOfProxy(WebApplication app)
    {
        if (!app.Urls.Any(url => url.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)))
        {
            LogProxy(app.Logger);
        }
    }

    [LoggerMessage(
        EventIds.ProxyNotTrusted,
        LogLevel.Warning,
        "All clients count as one address: PublicUrl is https, the node listens on http, and no proxy is trusted; set Node__TrustedProxies__0")]
    private static partial void LogProxy(ILogger logger);
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Telemetry;

/// <summary><c>/metrics</c> for Prometheus. Requests that <see cref="MetricsOptions"/> does not allow get 404.</summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";
    private const string UrlsKey = "urls";
    private const string Bearer = "Bearer ";

    public static void AddMetricsEndpoint(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<MetricsOptions>();
    }

    public static void MapMetrics(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MetricsOptions>();
        if (options.Port > 0)
        {
            // Addresses added here replace those of the configuration.
            foreach (var url in (app.Configuration[UrlsKey] ?? "http://localhost:5000").Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                app.Urls.Add(url);
            }

            app.Urls.Add($"http://{options.Host}:{options.Port}");
        }

        app.Use((context, next) =>
        {
            if (Serves(context, options))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.MapPrometheusScrapingEndpoint(Path);
    }

    private static bool Serves(HttpContext context, MetricsOptions options)
    {
        var asksForMetrics = context.Request.Path.StartsWithSegments(Path);
        return options.Port > 0 && context.Connection.LocalPort == options.Port
            ? asksForMetrics
            : !asksForMetrics || MayRead(context, options);
    }

    private static bool MayRead(HttpContext context, MetricsOptions options)
    {
        if (string.IsNullOrEmpty(options.Key))
        {
            return options.Port == 0 && IsOfThisMachine(context);
        }

        return context.Request.Headers.Authorization is [{ } header]
            && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(header[Bearer.Length..].Trim()), Digest(options.Key));
    }

    // A proxy on this machine forwards requests of other machines.
    private static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

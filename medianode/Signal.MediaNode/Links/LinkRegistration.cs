using Signal.Hosting.Settings;
using Signal.MediaNode.Limits;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Links;

/// <summary>Registers and maps the links between nodes.</summary>
internal static class LinkRegistration
{
    public static void AddLinks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<NodeLinkOptions>();
        services.AddOptions<NodeLinkOptions>().Validate<TokenOptions>(
            (links, tokens) => !links.Enabled || !string.IsNullOrWhiteSpace(tokens.Url),
            "Links__Enabled requires ControlPlane__Url: the control plane publishes the keys of the nodes.");
        services.AddSingleton<LinkKey>();
        services.AddHttpClient(KnownNodeSource.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<KnownNodeSource>();
        services.AddSingleton<KnownNodes>();
        services.AddHostedService(provider => provider.GetRequiredService<KnownNodes>());
        services.AddSingleton<LinkTokens>();
        services.AddSingleton<LinkHandlers>();
        services.AddSingleton<LinkMetrics>();
        services.AddSingleton<LinkConnector>();
        services.AddSingleton<NodeLinks>();
        services.AddSingleton<LinkEndpoint>();
    }

    public static void MapLinks(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<NodeLinkOptions>().Enabled)
        {
            return;
        }

        var links = app.Services.GetRequiredService<NodeLinks>();
        app.Lifetime.ApplicationStopping.Register(links.Stop);
        app.UseWhen(context => context.Request.Path.StartsWithSegments(LinkProtocol.Path), link =>
        {
            link.UseMiddleware<ConnectionLimiter>();
            link.UseWebSockets();
        });
        app.Map(LinkProtocol.Path, app.Services.GetRequiredService<LinkEndpoint>().AcceptAsync);
    }
}

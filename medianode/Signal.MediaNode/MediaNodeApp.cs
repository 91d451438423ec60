using Microsoft.Extensions.Options;
using Signal.Bus;
using Signal.Contracts.Bus;
using Signal.Hosting.Settings;
using Signal.Hosting.Startup;
using Signal.MediaNode.Commands;
using Signal.MediaNode.Demo;
using Signal.MediaNode.Drain;
using Signal.MediaNode.Health;
using Signal.MediaNode.Links;
using Signal.MediaNode.Node;
using Signal.MediaNode.Reports;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tls;
using Signal.MediaNode.Tokens;
using Signal.MediaNode.Trace;
using Signal.MediaNode.Warmup;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode;

/// <summary>Composes the media node.</summary>
internal static class MediaNodeApp
{
    /// <summary>Builds the node from configuration. <paramref name="customize"/> can add to the builder.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customize = null)
    {
        // The settings and the demo page are next to the program, whatever the working directory is.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddStartupErrors();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSettings<NodeOptions>();
        builder.Services.AddSingleton<NodeIdentity>();
        builder.Services.AddSingleton<Lifecycle>();
        builder.AddTelemetry();
        builder.AddMetricsEndpoint();
        builder.AddTls();
        builder.Services.AddMessageBus(builder.Configuration, BusEntities.NodeReports, BusEntities.RoomEvents);
        builder.Services.AddTokens();
        builder.AddLinks();
        builder.Services.AddSignaling();
        builder.Services.AddRooms();
        builder.Services.AddTrace();
        builder.Services.AddDemo();
        builder.Services.AddWarmup();

        // Hosted services stop in reverse order. Rooms are closed by then: the last events and the last report are sent, then the workers
        // stop.
        builder.Services.AddWorkers();
        builder.Services.AddReports();
        builder.Services.AddRoomEvents();
        builder.Services.AddCommands();
        builder.Services.AddDrain();
        customize?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.Services.GetRequiredService<PartHandlers>().Register();
        app.Services.GetRequiredService<NodeGauges>();
        app.Services.GetRequiredService<StateGauges>();
        app.Services.GetRequiredService<WorkerGauges>();
        app.Services.GetRequiredService<CascadeGauges>();
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.MapSignaling();
        app.MapHealth();
        app.MapMetrics();
        app.MapTrace();
        app.MapLinks();
        app.MapDemo();
        return app;
    }
}

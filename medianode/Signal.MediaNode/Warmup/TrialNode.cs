using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Hosting.Settings;
using Signal.MediaNode.Links;
using Signal.MediaNode.Node;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tokens;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Warmup;

/// <summary>
/// A second node in this process, with one worker, a hub on a free port of the loopback interface, and a key pair that the node does
/// not know. It takes no configuration of the process and shares no service with the node: its rooms, peers, events, metrics and log lines
/// end with it. It has what a join needs, and no reports, commands, pages or probes.
/// </summary>
internal sealed class TrialNode : IAsyncDisposable
{
    private const string Id = "trial";
    private readonly WebApplication _app;
    private readonly TrialTokens _tokens;

    private TrialNode(WebApplication app, TrialTokens tokens) => (_app, _tokens) = (app, tokens);

    /// <summary>The protocols of the hub, for its clients.</summary>
    public IReadOnlyList<IHubProtocol> Protocols => [.. _app.Services.GetServices<IHubProtocol>()];

    /// <summary>The WebSocket address of the hub.</summary>
    public Uri Hub => new UriBuilder(_app.Urls.Single()) { Scheme = Uri.UriSchemeWs, Path = SignalHub.Path }.Uri;

    /// <summary>Starts it.</summary>
    /// <param name="workerPath">The path of the worker; null: that of the environment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<TrialNode> StartAsync(string? workerPath, TimeProvider time, CancellationToken cancellationToken)
    {
        var tokens = new TrialTokens(time);
        var node = new TrialNode(Build(workerPath, tokens.Jwks, time), tokens);
        try
        {
            await node._app.StartAsync(cancellationToken);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a token for a room.</summary>
    public string Token(string roomId) => _tokens.Create(_app.Services.GetRequiredService<NodeIdentity>().Instance, roomId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.Services.GetRequiredService<RoomDirectory>().CloseAllAsync(RoomEndReason.NodeStopped);
        await _app.StopAsync();
        await _app.DisposeAsync();
        _tokens.Dispose();
    }

    private static WebApplication Build(string? workerPath, string jwks, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Node:Id"] = Id,
            ["Node:PublicUrl"] = "http://127.0.0.1",
            ["ControlPlane:Jwks"] = jwks,
            ["Mediasoup:WorkerPath"] = workerPath,
            ["Mediasoup:Workers"] = "1",
            ["Mediasoup:ListenIp"] = "127.0.0.1",
            ["Mediasoup:RtcPort"] = "0",
        });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton(time);
        builder.Services.AddSettings<NodeOptions>();
        builder.Services.AddSingleton<NodeIdentity>();
        builder.Services.AddSingleton<Lifecycle>();
        builder.Services.AddMeasurements();
        builder.Services.AddTokens();
        builder.AddLinks();
        builder.Services.AddSignaling();
        builder.Services.AddRooms();
        builder.Services.AddWorkers();
        builder.Services.AddRoomEvents();
        builder.Services.AddSingleton<IMessageBus, TrialBus>();
        builder.Services.AddSingleton<IMeterFactory, TrialMeters>();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapSignaling();
        return app;
    }
}

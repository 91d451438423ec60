using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Workers;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>A whole media node on a free port of 127.0.0.1, with real workers. Its bus is unavailable unless the settings name one.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    private const string NoBus = "Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=none;UseDevelopmentEmulator=true;";

    private readonly WebApplication _app;

    private readonly LogRecorder _log;

    private NodeHost(WebApplication app, TokenMint mint, LogRecorder log) => (_app, Mint, _log) = (app, mint, log);

    /// <summary>The node's log.</summary>
    internal IReadOnlyCollection<LogRecorder.Line> Logged => _log.Lines;

    public TokenMint Mint { get; }

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => _app.Services;

    internal Lifecycle Lifecycle => Services.GetRequiredService<Lifecycle>();

    internal NodeIdentity Identity => Services.GetRequiredService<NodeIdentity>();

    internal WorkerPool Workers => Services.GetRequiredService<WorkerPool>();

    internal RoomDirectory Rooms => Services.GetRequiredService<RoomDirectory>();

    public static async Task<NodeHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var (mint, log) = (new TokenMint(), new LogRecorder());
        var defaults = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Node:Id"] = "node-under-test",
            ["Node:PublicUrl"] = "http://127.0.0.1:7080",
            ["ControlPlane:Jwks"] = mint.Jwks,
            ["ControlPlane:Url"] = "",
            ["ServiceBus"] = NoBus,
            ["Mediasoup:WorkerPath"] = WorkerBinary.Path,
            ["Mediasoup:Workers"] = "1",
            ["Mediasoup:ListenIp"] = "127.0.0.1",
            ["Mediasoup:RtcPort"] = "0",
            ["Limits:ConnectsPerAddressPerMinute"] = "100000",
            ["Reports:FlushTimeout"] = "00:00:00.500",
            ["RoomEvents:FlushTimeout"] = "00:00:00.500",
            ["Drain:MigrateTimeout"] = "00:00:00",
            ["Warmup:Enabled"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var (key, value) in settings)
        {
            defaults[key] = value;
        }

        var app = MediaNodeApp.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(defaults);
            builder.Logging.ClearProviders().AddProvider(TestOutput.Provider).AddProvider(log);
        });
        await app.StartAsync();
        return new NodeHost(app, mint, log);
    }

    /// <summary>A valid token for this node.</summary>
    public string Token(Func<TokenSpec, TokenSpec>? change = null) => Mint.Mint(Spec(change));

    /// <summary>The claims of a valid token for this node.</summary>
    public TokenSpec Spec(Func<TokenSpec, TokenSpec>? change = null)
    {
        var spec = new TokenSpec { NodeId = Identity.Id, Epoch = Identity.Epoch, IssuedAt = Services.GetRequiredService<TimeProvider>().GetUtcNow() };
        return change?.Invoke(spec) ?? spec;
    }

    /// <summary>A client that was accepted.</summary>
    public Task<TestClient> ConnectAsync(Func<TokenSpec, TokenSpec>? change = null, bool messagePack = false) =>
        TestClient.ConnectAsync(Url, Token(change), messagePack);

    /// <summary>A client in a room, ready to send and receive.</summary>
    public async Task<TestClient> JoinAsync(string room, string name = "Alice", Func<TokenSpec, TokenSpec>? change = null, bool messagePack = false)
    {
        var client = await ConnectAsync(spec => (change ?? (same => same))(spec with { RoomId = room, Name = name }), messagePack);
        await client.EnterAsync();
        return client;
    }

    /// <summary>The peer of a client.</summary>
    internal async Task<Peer> PeerOfAsync(TestClient client) =>
        (await Task.WhenAll(Rooms.All.Select(room => room.FindAsync(client.PeerId)))).OfType<Peer>().Single();

    /// <summary>The router of a client.</summary>
    internal async Task<RoomMedia> MediaOfAsync(TestClient client) => await (await PeerOfAsync(client)).MediaAsync();

    /// <summary>Stops the node as the host does.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Waits until no objects exist in the workers, and no room is open.</summary>
    public Task BecomesEmptyAsync() => Eventually.TrueAsync(
        () => Rooms.IsEmpty && Workers.Slots.All(slot =>
            slot.Routers.Value + slot.Transports.Value + slot.Producers.Value
            + slot.Consumers.Value + slot.DataProducers.Value + slot.DataConsumers.Value == 0),
        "the node is empty");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Mint.Dispose();
    }
}

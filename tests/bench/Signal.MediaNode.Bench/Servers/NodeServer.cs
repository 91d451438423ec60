using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Bus;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Bench.Wire;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Bench.Servers;

/// <summary>The media node with one worker, and a bus that receives its events.</summary>
internal sealed class NodeServer : Server
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // An answer of /metrics is cached for 300 ms. It is waited out, because asking again and again would be work of the server.
    private static readonly TimeSpan MetricsCached = TimeSpan.FromMilliseconds(400);

    private readonly HttpClient _http = new();
    private readonly ServiceBusEmulatorProcess _bus;
    private readonly ServiceProvider _services;
    private readonly Uri _address;
    private readonly string _id;
    private readonly TokenMint _mint;
    private long _epoch;

    private NodeServer(string name, IWire wire, ServiceBusEmulatorProcess bus, string workerBin, NodeKeys? keys)
        : base(name, wire)
    {
        _bus = bus;
        _id = keys is null ? "bench" : name;
        _mint = keys?.Mint ?? new TokenMint();
        _address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ServiceBus", bus.ConnectionString)]).Build();
        _services = new ServiceCollection().AddLogging().AddMessageBus(configuration).BuildServiceProvider();
        Process = ChildProcess.Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Signal.MediaNode.dll")],
            new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = _address.ToString(),
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
                ["Node__Id"] = _id,
                ["Node__PublicUrl"] = _address.ToString(),
                ["ControlPlane__Jwks"] = keys is null ? _mint.Jwks : null,
                ["ControlPlane__Url"] = keys?.Url,
                // The nodes are published after they have started.
                ["ControlPlane__MinimumRefreshInterval"] = keys is null ? null : "100ms",
                ["Links__Enabled"] = keys is null ? null : "true",
                ["ServiceBus"] = bus.ConnectionString,
                ["Mediasoup__WorkerPath"] = workerBin,
                ["Mediasoup__Workers"] = "1",
                ["Mediasoup__ListenIp"] = "127.0.0.1",
                ["Mediasoup__RtcPort"] = "0",
                ["Limits__ConnectionsPerAddress"] = "100000",
                ["Limits__ConnectsPerAddressPerMinute"] = "10000000",
            });
    }

    protected override ChildProcess Process { get; }

    private IMessageBus Bus => _services.GetRequiredService<IMessageBus>();

    /// <summary>The TCP port of the node.</summary>
    public int Port => _address.Port;

    /// <summary>Starts a node.</summary>
    /// <param name="name">The name in the table; also the node's id when it is one of several.</param>
    /// <param name="wire">The clients' protocol.</param>
    /// <param name="workerBin">The worker's path.</param>
    /// <param name="keys">Where the node finds those that it can be linked with; null: it accepts no links.</param>
    public static async Task<NodeServer> StartAsync(string name, IWire wire, string workerBin, NodeKeys? keys = null)
    {
        var bus = await ServiceBusEmulatorProcess.StartAsync();
        var node = new NodeServer(name, wire, bus, workerBin, keys);
        try
        {
            await node.Process.WaitForLineAsync("Now listening on");
            using var ready = JsonDocument.Parse(await node._http.GetStringAsync(new Uri(node._address, "/healthz/ready")));
            node._epoch = ready.RootElement.GetProperty("epoch").GetInt64();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public override Uri Ticket(string room) => Ticket(room, this);

    /// <summary>The URL with which a new peer joins this node's part of a room that has its home on that node or another one.</summary>
    public Uri Ticket(string room, NodeServer home)
    {
        var token = _mint.Mint(new TokenSpec
        {
            NodeId = _id,
            Epoch = _epoch,
            IssuedAt = TimeProvider.System.GetUtcNow(),
            RoomId = room,
            Life = TimeSpan.FromMinutes(10),
            Home = home == this ? null : new RoomHome(home._id, home._epoch),
        });
        return new UriBuilder(new Uri(_address, "/signal")) { Scheme = "ws", Query = $"access_token={token}" }.Uri;
    }

    public override Task SendToRoomAsync(string room, string text)
    {
        var command = new SendData
        {
            Id = Guid.NewGuid().ToString(),
            ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(1),
            Tenant = "tenant",
            RoomId = room,
            Payload = JsonSerializer.SerializeToElement(new { text }),
        };
        var body = JsonSerializer.SerializeToUtf8Bytes<NodeCommand>(command, ContractsJson.Options);
        return Bus.SendAsync(BusEntities.NodeCommands, [new BusMessage { Body = body, SessionId = _id }], CancellationToken.None);
    }

    /// <summary>Reads the node's link address and key from a report.</summary>
    public async Task<NodeKey> LinkKeyAsync()
    {
        await using var client = new ServiceBusClient(_bus.ConnectionString);
        await using var reports = client.CreateReceiver(BusEntities.NodeReports);
        var message = await reports.ReceiveMessageAsync(Deadline) ?? throw new InvalidOperationException($"Node {_id} does not report.");
        var report = JsonSerializer.Deserialize<NodeReport>(message.Body, ContractsJson.Options)!;
        var links = report.Links ?? throw new InvalidOperationException($"Node {_id} accepts no links.");
        return new NodeKey { NodeId = _id, Epoch = _epoch, Url = links.Url, Version = links.Version, Key = links.Key };
    }

    public override async Task<RuntimeCounts?> CountsAsync()
    {
        await Task.Delay(MetricsCached, TimeProvider.System);
        return await ReadCountsAsync();
    }

    private async Task<RuntimeCounts> ReadCountsAsync()
    {
        var lines = (await _http.GetStringAsync(new Uri(_address, "/metrics"))).Split('\n');
        double Sum(string name) => lines
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line[(line.LastIndexOf('}') + 1)..].Replace(name, "", StringComparison.Ordinal).Trim().Split(' ')[0])
            .Sum(value => double.Parse(value, CultureInfo.InvariantCulture));
        return new RuntimeCounts(
            Sum("dotnet_gc_heap_total_allocated_bytes_total"), Sum("dotnet_exceptions_total"), Sum("dotnet_thread_pool_work_item_count_total"));
    }

    public override async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _services.DisposeAsync();
        await _bus.DisposeAsync();
        _http.Dispose();
        _mint.Dispose();
    }
}

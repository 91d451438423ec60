using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Admin;
using Signal.Bus;
using Signal.Contracts.Bus;
using Signal.Testing;

namespace Signal.Folding.Bench;

/// <summary>
/// One instance of the app, the table emulator and the Service Bus emulator, each in a separate process, and rooms that are open on
/// one node.
/// </summary>
internal sealed class Stand : IAsyncDisposable
{
    public const string NodeId = "bench-node";
    public const string Prefix = "Fold";
    private const string SuperserviceKey = "a-superservice-key-for-the-bench";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly AzuriteFixture _azurite = new();
    private readonly HttpClient _http = new();
    private CountingProxy? _tables;
    private ServiceBusEmulatorProcess? _bus;
    private ChildProcess? _app;
    private ServiceProvider? _provider;
    private BenchNode? _node;

    public CountingProxy Tables => _tables!;

    public BenchNode Node => _node!;

    public Writes Writes { get; } = new();

    public IReadOnlyList<BenchRoom> Rooms { get; private set; } = [];

    public static async Task<Stand> StartAsync(int rooms)
    {
        var stand = new Stand();
        await stand._azurite.InitializeAsync();
        stand._tables = await CountingProxy.StartAsync(stand._azurite, stand.Writes.See);
        stand._bus = await ServiceBusEmulatorProcess.StartAsync();
        var address = await stand.StartAppAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ServiceBus", stand._bus.ConnectionString)]).Build();
        stand._provider = new ServiceCollection().AddLogging().AddMessageBus(configuration).BuildServiceProvider();
        stand._node = new BenchNode(stand._provider.GetRequiredService<IMessageBus>());
        await stand.OpenRoomsAsync(address, rooms);
        return stand;
    }

    /// <summary>Waits with the timeout for all operations of the bench.</summary>
    public static async Task<T> InTimeAsync<T>(Task<T> task) => await task.WaitAsync(Longest);

    /// <summary>Removes all participants except one from each room, and waits until that is in the tables.</summary>
    public async Task EmptyRoomsAsync()
    {
        var written = Rooms.Select(room =>
        {
            var only = BenchRoom.NewPeer();
            var seen = Writes.Expect(only.PeerId);
            Node.Tell(room.Roster(only));
            return seen;
        }).ToArray();
        await InTimeAsync(Task.WhenAll(written));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { _node, _app, _provider, _bus, _tables, _azurite })
        {
            await (part?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _http.Dispose();
    }

    private async Task OpenRoomsAsync(Uri address, int count)
    {
        var service = await ClientOf(address, "superservice", SuperserviceKey).Services.CreateAsync(new ServiceSpec("bench"));
        var client = ClientOf(address, service.Id, service.NewKey!.Key);
        var rooms = new List<BenchRoom>();
        foreach (var _ in Enumerable.Range(0, count))
        {
            var id = (await client.Rooms.CreateAsync(new RoomSpec { Name = "room" })).Id;
            await client.Rooms.CreateTokenAsync(id, new TokenRequest { UserId = "user", Role = "presenter" });
            rooms.Add(new BenchRoom(service.Id, id, Node.Epoch));
            Node.Open(rooms[^1]);
        }

        Rooms = rooms;
        await EmptyRoomsAsync();
    }

    private async Task<Uri> StartAppAsync()
    {
        var port = FreePort.Next();
        _app = ChildProcess.Start(
            "dotnet",
            [
                Repository.Output("infra/local/Signal.FunctionsHost"), Repository.Output("functions/Signal.Functions"),
                "--port", $"{port}", "--log-level", "Warning",
            ],
            new Dictionary<string, string?>
            {
                ["Tables__ConnectionString"] = Tables.ConnectionString,
                ["Tables__Prefix"] = Prefix,
                ["ServiceBus"] = _bus!.ConnectionString,
                ["Admin__SuperserviceKey"] = SuperserviceKey,
            });
        await _app.WaitForLineAsync("Functions ready");
        return new Uri($"http://127.0.0.1:{port}");
    }

    // Room tokens are refused until the node's first report is folded.
    private AdminClient ClientOf(Uri address, string serviceId, string key) =>
        new(_http, new AdminClientOptions { Address = address, ServiceId = serviceId, Key = key, MaxRetries = 20 });
}

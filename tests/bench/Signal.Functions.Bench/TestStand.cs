using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Admin;
using Signal.Bus;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Testing;

namespace Signal.Functions.Bench;

/// <summary>The app in a separate process, on the embedded host, over the table emulator and a bus; one service, one node, one room that is open.</summary>
internal sealed class TestStand : IAsyncDisposable
{
    private const string SuperserviceKey = "a-superservice-key-for-the-bench";
    private readonly AzuriteFixture _tables = new();
    private readonly ServiceBusEmulatorFixture _bus = new();
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private ChildProcess? _app;
    private ServiceProvider? _provider;
    private Task _reporting = Task.CompletedTask;
    private AdminClient? _client;
    private Uri? _address;

    public string Prefix { get; } = "Bench";

    public string ConnectionString => _tables.ConnectionString;

    public string ServiceId { get; private set; } = "";

    public string RoomId { get; private set; } = "";

    /// <summary>A client of the service.</summary>
    public AdminClient Client => _client!;

    public static async Task<TestStand> StartAsync()
    {
        var stand = new TestStand();
        await stand._tables.InitializeAsync();
        await stand._bus.InitializeAsync();
        var address = await stand.StartAppAsync();
        stand.StartNode();
        var superservice = stand.ClientOf(address, "superservice", SuperserviceKey);
        var service = await superservice.Services.CreateAsync(new ServiceSpec("bench"));
        stand.ServiceId = service.Id;
        stand._client = stand.ClientOf(address, service.Id, service.NewKey!.Key);
        stand.RoomId = (await stand.Client.Rooms.CreateAsync(new RoomSpec { Name = "room" })).Id;
        await stand.MintAsync();
        return stand;
    }

    public Task ReadRoomAsync() => Client.Rooms.GetAsync(RoomId);

    public Task MintAsync() => Client.Rooms.CreateTokenAsync(RoomId, new TokenRequest { UserId = "user", Role = "presenter" });

    public Task CreateRoomAsync() => Client.Rooms.CreateAsync(new RoomSpec { Name = "room" });

    /// <summary>A second service, for a separate list.</summary>
    public async Task<(string ServiceId, AdminClient Client)> AddServiceAsync()
    {
        var superservice = ClientOf(_address!, "superservice", SuperserviceKey);
        var service = await superservice.Services.CreateAsync(new ServiceSpec("list"));
        return (service.Id, ClientOf(_address!, service.Id, service.NewKey!.Key));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reporting.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        await _bus.DisposeAsync();
        await _tables.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
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
                ["Tables__ConnectionString"] = ConnectionString,
                ["Tables__Prefix"] = Prefix,
                ["ServiceBus"] = _bus.ConnectionString,
                ["Admin__SuperserviceKey"] = SuperserviceKey,
            });
        await _app.WaitForLineAsync("Functions ready");
        return _address = new Uri($"http://127.0.0.1:{port}");
    }

    private AdminClient ClientOf(Uri address, string serviceId, string key) =>
        new(_http, new AdminClientOptions { Address = address, ServiceId = serviceId, Key = key, MaxRetries = 20 });

    private void StartNode()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ServiceBus", _bus.ConnectionString)]).Build();
        _provider = new ServiceCollection().AddLogging().AddMessageBus(configuration).BuildServiceProvider();
        _reporting = ReportAsync(_provider.GetRequiredService<IMessageBus>(), _stop.Token);
    }

    private static async Task ReportAsync(IMessageBus bus, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var epoch = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var sequence = 0;
        do
        {
            var report = new NodeReport
            {
                NodeId = "node", Epoch = epoch, Sequence = ++sequence, SentAt = TimeProvider.System.GetUtcNow(), Url = "http://node.example/signal",
                Version = "1", State = NodeState.Serving, Load = 0.1, Workers = [], Rooms = [],
            };
            await bus.SendAsync(
                BusEntities.NodeReports, [new BusMessage { Body = JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Options) }], cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Bus;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Testing;

namespace Signal.Admin.Tests;

/// <summary>A control plane in a separate process, with one node that has reported.</summary>
public sealed class ControlPlane : IAsyncLifetime
{
    public const string SuperserviceKey = "a-superservice-key-for-tests-only";
    private readonly AzuriteFixture _tables = new();
    private readonly ServiceBusEmulatorFixture _bus = new();
    private readonly HttpClient _http = new();
    private ChildProcess? _app;
    private ServiceProvider? _provider;
    private Uri? _address;

    public AdminClient Superservice => ClientOf("superservice", SuperserviceKey);

    /// <summary>The address of the API.</summary>
    public Uri Address => _address!;

    /// <summary>The connection string of the bus.</summary>
    public string BusConnection => _bus.ConnectionString;

    public IMessageBus Bus => _provider!.GetRequiredService<IMessageBus>();

    public async ValueTask InitializeAsync()
    {
        await _tables.InitializeAsync();
        await _bus.InitializeAsync();
        var port = FreePort.Next();
        _address = new Uri($"http://127.0.0.1:{port}");
        _app = ChildProcess.Start(
            "dotnet",
            [
                Repository.Output("infra/local/Signal.FunctionsHost"), Repository.Output("functions/Signal.Functions"),
                "--port", $"{port}", "--log-level", "Warning",
            ],
            new Dictionary<string, string?>
            {
                ["Tables__ConnectionString"] = _tables.ConnectionString,
                ["ServiceBus"] = _bus.ConnectionString,
                ["Admin__SuperserviceKey"] = SuperserviceKey,
                ["Nodes__ReportMaxAge"] = "01:00:00",
                ["Nodes__Lease"] = "02:00:00",
                ["Tables__Timeout"] = "00:00:30",
            });
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("ServiceBus", _bus.ConnectionString), new("ServiceBus:SendTimeout", "00:01:00")]).Build();
        _provider = new ServiceCollection().AddLogging().AddMessageBus(configuration).BuildServiceProvider();
        await _app.WaitForLineAsync("Functions ready");
        await ReportAsync(1, NodeState.Serving);
        await Eventually.TrueAsync(() => Superservice.Nodes.ListAsync().AnyAsync().AsTask(), TestContext.Current.CancellationToken);
    }

    /// <summary>Creates a service, and returns a client for it.</summary>
    public async Task<AdminClient> CreateServiceAsync()
    {
        var service = await Superservice.Services.CreateAsync(new ServiceSpec("tenant"));
        return ClientOf(service.Id, service.NewKey!.Key);
    }

    /// <summary>The OpenAPI document that is served.</summary>
    public async Task<JsonNode> ReadOpenApiAsync() =>
        (await _http.GetFromJsonAsync<JsonNode>(new Uri(Address, "openapi/v1.json"), TestContext.Current.CancellationToken))!;

    public AdminClient ClientOf(string serviceId, string key, int maxRetries = 3) =>
        new(_http, new AdminClientOptions { Address = _address!, ServiceId = serviceId, Key = key, MaxRetries = maxRetries });

    public async ValueTask DisposeAsync()
    {
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
    }

    /// <summary>The node that has reported takes no rooms from now on.</summary>
    public Task StopReportedNodeAsync() => ReportAsync(2, NodeState.Stopping);

    private Task ReportAsync(long sequence, NodeState state)
    {
        var report = new NodeReport
        {
            NodeId = "node-1",
            Epoch = 1000,
            Sequence = sequence,
            SentAt = TimeProvider.System.GetUtcNow(),
            Url = "http://node-1.example/signal",
            Region = "eu",
            Version = "1.0",
            State = state,
            Load = 0.25,
            Workers = [new WorkerReport { Pid = 7, Cpu = 0.5, Version = "3.27.1" }],
            Rooms = [],
        };
        return Bus.SendAsync(
            BusEntities.NodeReports,
            [new BusMessage { Body = JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Options) }],
            TestContext.Current.CancellationToken);
    }
}

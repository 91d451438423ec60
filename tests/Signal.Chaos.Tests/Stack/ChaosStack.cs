using Signal.Admin;
using Signal.Chaos.Tests.Truth;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.Chaos.Tests.Stack;

/// <summary>
/// The whole platform in separate processes: tables, bus, Functions host and worker, media nodes with real workers, and a receiver of webhooks.
/// Fault proxies are placed in front of the tables, the bus of the Functions app, and the bus and hub of each node.
/// </summary>
internal sealed class ChaosStack : IAsyncDisposable
{
    private const string SuperserviceKey = "chaos-superservice-key";
    private static readonly TimeSpan NodesTimeout = TimeSpan.FromSeconds(60);
    private readonly AzuriteFixture _azurite = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private (string Name, string Value)[] _settings = [];
    private ServiceBusEmulatorProcess? _bus;
    private FaultProxy? _tables;
    private FaultProxy? _functionsBus;
    private RestartableProcess? _functions;
    private WebhookReceiver? _receiver;

    private ChaosStack(History history) => (History, Webhooks) = (history, new WebhookLog(history));

    public History History { get; }

    public WebhookLog Webhooks { get; }

    public IReadOnlyList<ChaosNode> Nodes { get; private set; } = [];

    /// <summary>Between the Functions app and the tables.</summary>
    public FaultProxy Tables => _tables!;

    /// <summary>Between the Functions app and the bus.</summary>
    public FaultProxy FunctionsBus => _functionsBus!;

    /// <summary>The Functions host; its worker is its child.</summary>
    public RestartableProcess Functions => _functions!;

    public WebhookReceiver Receiver => _receiver!;

    /// <summary>The admin API, as the service whose rooms are under load.</summary>
    public AdminClient Admin { get; private set; } = null!;

    /// <summary>The admin API, as the superservice.</summary>
    public AdminClient Superservice { get; private set; } = null!;

    /// <summary>Signs a credential of that service, for one request.</summary>
    public Func<string> Credential { get; private set; } = null!;

    public Uri FunctionsUrl { get; private set; } = null!;

    /// <summary>Starts all processes.</summary>
    /// <param name="nodes">The number of media nodes.</param>
    /// <param name="history">Records what happens.</param>
    /// <param name="settings">Additional settings of the Functions app.</param>
    public static async Task<ChaosStack> StartAsync(int nodes, History history, params (string Name, string Value)[] settings)
    {
        var stack = new ChaosStack(history) { _settings = settings };
        try
        {
            await stack.StartPartsAsync(nodes);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>The log of the processes.</summary>
    public string Output() => string.Join(
        '\n', [$"--- functions\n{_functions?.Output}", .. Nodes.Select(node => $"--- {node.Id}\n{node.Process.Output}")]);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        IAsyncDisposable?[] others = [_functions, _functionsBus, _tables, _bus, _receiver];
        foreach (var part in others)
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        await _azurite.DisposeAsync();
        _http.Dispose();
    }

    private static string BusConnection(int port) =>
        $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=chaos;UseDevelopmentEmulator=true;";

    private async Task StartPartsAsync(int nodes)
    {
        var azurite = _azurite.InitializeAsync().AsTask();
        _bus = await ServiceBusEmulatorProcess.StartAsync();
        await azurite;
        _tables = FaultProxy.Start(_azurite.Port);
        _functionsBus = FaultProxy.Start(_bus.Port);
        var port = FreePort.Next();
        FunctionsUrl = new Uri($"http://127.0.0.1:{port}");
        _functions = CreateFunctions(port);
        Nodes = [.. Enumerable.Range(1, nodes).Select(index => ChaosNode.Create($"node-{index}", _bus.Port, BusConnection, FunctionsUrl, History))];
        await _functions.StartAsync();
        await Task.WhenAll(Nodes.Select(node => node.Process.StartAsync()));
        Superservice = ClientOf("superservice", SuperserviceKey);
        var service = await Superservice.Services.CreateAsync(new ServiceSpec("chaos"));
        Admin = ClientOf(service.Id, service.NewKey!.Key);
        Credential = new ServiceCredential(service.Id, service.NewKey.Key).Sign;
        await NodesAreKnownAsync();
        _receiver = await WebhookReceiver.StartAsync(Webhooks);
        await Admin.Webhooks.CreateAsync(new WebhookSpec { Url = _receiver.Url });
    }

    private AdminClient ClientOf(string serviceId, string key) =>
        new(
            _http,
            new AdminClientOptions
            {
                Address = FunctionsUrl, ServiceId = serviceId, Key = key, MaxRetries = 1, MaxRetryDelay = TimeSpan.FromSeconds(1),
            });

    private RestartableProcess CreateFunctions(int port)
    {
        var tables = _azurite.ConnectionString.Replace($":{_azurite.Port}/", $":{Tables.Port}/", StringComparison.Ordinal);
        var environment = new Dictionary<string, string?>
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["Tables__ConnectionString"] = tables,
            ["AzureWebJobsStorage"] = tables,
            ["ServiceBus"] = BusConnection(FunctionsBus.Port),
            ["Admin__SuperserviceKey"] = SuperserviceKey,
            ["Webhooks__AllowHttp"] = "true",
            ["Webhooks__AllowedNetworks__0"] = "127.0.0.0/8",

            // The clients of the load have no media: their ICE never connects.
            ["Quarantine__MaxFailureShare"] = "1",
        };
        foreach (var (name, value) in _settings)
        {
            environment[name] = value;
        }

        var level = Environment.GetEnvironmentVariable("SIGNAL_CHAOS_LOG") ?? "Warning";
        string[] command =
        [
            Repository.Output("infra/local/Signal.FunctionsHost"), Repository.Output("functions/Signal.Functions"),
            "--port", $"{port}", "--log-level", level,
        ];
        return new RestartableProcess(
            "functions",
            () => ChildProcess.Start("dotnet", command, environment, Repository.PathOf("functions", "Signal.Functions")),
            cancellationToken => HttpProbe.SucceedsAsync(new Uri(FunctionsUrl, "/healthz/live"), cancellationToken),
            History);
    }

    private async Task NodesAreKnownAsync()
    {
        using var timeout = new CancellationTokenSource(NodesTimeout, TimeProvider.System);
        while (await Superservice.Nodes.ListAsync(cancellationToken: timeout.Token).CountAsync(node => node.Alive, timeout.Token) < Nodes.Count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, timeout.Token);
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.Contracts.Bus;
using Signal.Functions.Events;
using Signal.FunctionsHost;
using Signal.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Signal.Functions.Tests.Hosting;

/// <summary>
/// A separate installation of the control plane: tables with their own prefix, its own bus, and one or more instances of the app on the
/// local Functions host, reached over real HTTP.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string SuperserviceId = "superservice";
    public const string SuperserviceKey = "a-superservice-key-for-tests-only";
    private ServiceBusEmulator.Emulator _bus;
    private readonly Dictionary<string, string?> _settings;
    private readonly List<RunningHost> _instances = [];
    private readonly HttpClient _http = new();
    private readonly Lazy<ServiceProvider> _services;

    private Installation(AzuriteFixture azurite, (string Key, string Value)[] settings)
    {
        _bus = StartBus(FreePort.Next());
        _settings = new Dictionary<string, string?>
        {
            ["Tables:ConnectionString"] = azurite.ConnectionString,
            ["Tables:Prefix"] = "T" + Ids.New(8),
            ["Admin:SuperserviceKey"] = SuperserviceKey,
            ["Nodes:ReconcileEvery"] = "00:00:00.2",
            ["Nodes:ReconcileGrace"] = "00:00:00.5",
            ["Nodes:Cache"] = "00:00:00.1",

            // A fake node reports only on request of the test, and counts as alive in between. The timeouts of the bus and the tables matter only
            // to tests of outages, which set their own.
            ["Nodes:ReportMaxAge"] = "00:30:00",
            ["Nodes:Lease"] = "01:00:00",
            ["ServiceBus:SendTimeout"] = "00:01:00",
            ["Commands:SendTimeout"] = "00:00:30",
            ["Tables:Timeout"] = "00:00:30",
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        _settings["ServiceBus"] = _bus.ConnectionString;
        _services = new Lazy<ServiceProvider>(() => CreateServices());
    }

    /// <summary>The superservice on the first instance.</summary>
    public ServiceCaller Superservice => Caller(SuperserviceId, SuperserviceKey);

    /// <summary>The bus, as media nodes see it.</summary>
    public IMessageBus Bus => Get<IMessageBus>();

    /// <summary>The access that the bus permits.</summary>
    public ServiceBusEmulator.Cbs.AccessRules BusAccess { get; } = new();

    public IReadOnlyDictionary<string, string?> Settings => _settings;

    /// <summary>Changes a setting of instances that are started from now on.</summary>
    public void Set(string key, string value) => _settings[key] = value;

    public static async Task<Installation> StartAsync(AzuriteFixture azurite, params (string Key, string Value)[] settings)
    {
        var installation = new Installation(azurite, settings);
        await installation.AddInstanceAsync();
        return installation;
    }

    /// <summary>Starts one more instance of the app.</summary>
    public async Task AddInstanceAsync() =>
        _instances.Add(await RunningHost.StartAsync(
            new RunOptions { AppPath = Repository.Output("functions/Signal.Functions"), Settings = _settings, LogLevel = LogLevel.Warning },
            TestContext.Current.CancellationToken));

    /// <summary>The number of instances.</summary>
    public int Instances => _instances.Count;

    public Uri Address(int instance = 0) => _instances[instance].Address;

    /// <summary>A service of the app, resolved in this process: an additional instance that receives no requests.</summary>
    public T Get<T>()
        where T : notnull => _services.Value.GetRequiredService<T>();

    /// <summary>The app's services in this process, with separate settings.</summary>
    public ServiceProvider CreateServices(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(_settings)
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddSignalFunctions(configuration)
            .BuildServiceProvider();
    }

    /// <summary>The app's services in this process, with tables that no instance knows: no timer changes them.</summary>
    public ServiceProvider CreateServicesApart(params (string Key, string Value)[] settings) =>
        CreateServices([("Tables:Prefix", "T" + Ids.New(8)), .. settings]);

    /// <summary>Folds a report as if the node had sent it an hour ago, and none since.</summary>
    public Task FoldOldReportAsync(FakeNode node)
    {
        var before = TimeProvider.System.GetUtcNow().AddHours(-1);
        return Get<NodeReportFold>().FoldAsync(node.NextReport() with { SentAt = before }, before, TestContext.Current.CancellationToken);
    }

    public ServiceCaller Caller(string serviceId, string key, int instance = 0) => new(_http, Address(instance), serviceId, key);

    /// <summary>Creates a service, and returns a caller for it.</summary>
    public async Task<ServiceCaller> CreateServiceAsync(int instance = 0)
    {
        var answer = await Superservice.PostAsync("/v1/services", new { name = "tenant" });
        Assert.Equal(201, answer.Status);
        return Caller(answer.Text("id"), answer.Json.GetProperty("newKey").GetProperty("key").GetString()!, instance);
    }

    /// <summary>Sends a request without credentials.</summary>
    public Task<Answer> SendAsync(HttpRequestMessage request, int instance = 0)
    {
        request.RequestUri = new Uri(Address(instance), request.RequestUri!);
        return Answer.OfAsync(_http, request);
    }

    public FakeNode CreateNode(string? id = null, string? region = null) => new(Bus, id ?? "node-" + Ids.New(4), region);

    /// <summary>A node that answers at an address.</summary>
    public FakeNode CreateNodeAt(Uri address, string? id = null) =>
        new(Bus, id ?? "node-" + Ids.New(4), region: null) { Url = new Uri(address, "/signal").ToString() };

    /// <summary>Stops the bus, like a failure.</summary>
    public ValueTask StopBusAsync() => _bus.DisposeAsync();

    /// <summary>Starts an empty bus on the previous port.</summary>
    public void StartBusAgain() => _bus = StartBus(_bus.Port);

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }

        if (_services.IsValueCreated)
        {
            await _services.Value.DisposeAsync();
        }

        await _bus.DisposeAsync();
        _http.Dispose();
    }

    private ServiceBusEmulator.Emulator StartBus(int port) => ServiceBusEmulator.Emulator.Start(
        ServiceBusEmulator.Entities.EntitiesFile.Read(ServiceBusEmulatorFixture.EntitiesPath),
        port,
        TimeProvider.System,
        NullLoggerFactory.Instance,
        BusAccess);
}

using System.Globalization;
using Signal.Local.Processes;
using Signal.Local.Setup;

namespace Signal.Local.Stack;

/// <summary>The start commands and environment of the processes of the stack.</summary>
internal sealed partial class Blueprint(UpOptions options, StackPorts ports, Tools tools, StateFolder state, string superserviceKey)
{
    // The well-known account and key of the storage emulator; https://learn.microsoft.com/azure/storage/common/storage-use-azurite.
    private const string StorageAccount =
        "AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int ConnectionsPerAddress = 1_000_000;

    /// <summary>The base URL of the Functions app.</summary>
    public string FunctionsUrl => $"http://127.0.0.1:{ports.Functions}";

    /// <summary>The base URL of a node, by zero-based index.</summary>
    public string NodeUrl(int index) => $"http://127.0.0.1:{ports.Node(index)}";

    /// <summary>Whether Core Tools run the app instead of Signal.FunctionsHost.</summary>
    public bool UsesCoreTools => tools.CoreTools is not null;

    private string BusConnection =>
        $"Endpoint=sb://127.0.0.1:{ports.Bus};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true;";

    private string StorageConnection =>
        $"DefaultEndpointsProtocol=http;{StorageAccount};" + string.Join(';', new[] { ("Table", ports.Tables), ("Blob", ports.Blobs), ("Queue", ports.Queues) }
            .Select(service => $"{service.Item1}Endpoint=http://127.0.0.1:{service.Item2}/devstoreaccount1"));

    /// <summary>Azurite. Only SIGINT makes it flush its last changes to disk.</summary>
    public ProcessSpec Azurite() => new()
    {
        Name = "azurite",
        Command =
        [
            "node",
            Path.Combine(tools.AzuriteFolder, "node_modules/azurite/dist/src", UsesCoreTools ? "azurite.js" : "table/main.js"),
            .. AzuriteArguments(),
        ],
        WorkingFolder = state.Path,
        StopSignal = PosixSignalNumber.Interrupt,
    };

    /// <summary>The Service Bus emulator.</summary>
    public ProcessSpec Bus() => new()
    {
        Name = "bus",
        Command =
        [
            "dotnet", Repository.Output(StackBuild.Bus), "--port", Text(ports.Bus),
            "--entities", Repository.PathOf("infra/azure/servicebus.json"), "--log-level", options.LogLevel,
        ],
        WorkingFolder = state.Path,
    };

    /// <summary>The Functions app, in Core Tools or in Signal.FunctionsHost.</summary>
    public ProcessSpec Functions() => new()
    {
        Name = "functions",
        Command = UsesCoreTools
            ? [tools.CoreTools!, "start", "--port", Text(ports.Functions)]
            :
            [
                "dotnet", Repository.Output(StackBuild.FunctionsHost), Repository.Output(StackBuild.Functions),
                "--port", Text(ports.Functions), "--log-level", options.LogLevel,
            ],
        WorkingFolder = Repository.PathOf(StackBuild.Functions),
        StopSignal = UsesCoreTools ? PosixSignalNumber.Interrupt : PosixSignalNumber.Terminate,
        Environment = new Dictionary<string, string>
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureFunctionsJobHost__logging__logLevel__default"] = options.LogLevel,
            ["Logging__LogLevel__Default"] = options.LogLevel,
            ["AzureWebJobsStorage"] = StorageConnection,
            ["Tables__ConnectionString"] = StorageConnection,
            ["ServiceBus"] = BusConnection,
            ["Admin__SuperserviceKey"] = superserviceKey,
            ["AdminPage__Enabled"] = "true",
        },
    };

    /// <summary>A media node, by zero-based index.</summary>
    public ProcessSpec Node(int index, DemoService demo) => new()
    {
        Name = $"node-{index + 1}",
        Command = ["dotnet", Repository.Output(StackBuild.Node)],
        WorkingFolder = Repository.PathOf(StackBuild.Node),
        Environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = NodeUrl(index),
            ["Logging__LogLevel__Default"] = options.LogLevel,
            ["Node__Id"] = $"node-{index + 1}",
            ["Node__Region"] = "local",
            ["Node__PublicUrl"] = NodeUrl(index),
            // The demo page of one node connects to the hub of another.
            ["Node__AllowedOrigins__0"] = "*",
            ["ControlPlane__Url"] = FunctionsUrl,
            ["Links__Enabled"] = "true",
            ["ServiceBus"] = BusConnection,
            ["Mediasoup__WorkerPath"] = tools.Worker,
            ["Mediasoup__Workers"] = Text(ports.WorkersPerNode),
            ["Mediasoup__ListenIp"] = "127.0.0.1",
            ["Mediasoup__AnnouncedAddress"] = "127.0.0.1",
            ["Mediasoup__RtcPort"] = Text(ports.Media(index)),

            // The stack is to start at once; its first join may take longer.
            ["Warmup__Enabled"] = "false",

            // All clients have one address, those of the load tester as well.
            ["Limits__ConnectionsPerAddress"] = Text(ConnectionsPerAddress),
            ["Limits__ConnectsPerAddressPerMinute"] = Text(ConnectionsPerAddress),
            ["Demo__Enabled"] = "true",
            ["Demo__ServiceId"] = demo.Id,
            ["Demo__ServiceKey"] = demo.Key,
        },
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string[] AzuriteArguments()
    {
        string[] always =
        [
            "--location", state.PathOf("azurite"), "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--tableHost", "127.0.0.1", "--tablePort", Text(ports.Tables),
        ];
        return UsesCoreTools
            ? [.. always, "--blobHost", "127.0.0.1", "--blobPort", Text(ports.Blobs), "--queueHost", "127.0.0.1", "--queuePort", Text(ports.Queues)]
            : always;
    }
}

using System.Globalization;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.Chaos.Tests.Stack;

/// <summary>A media node in a separate process, with a fault proxy in front of its hub and one in front of its bus.</summary>
internal sealed class ChaosNode : IAsyncDisposable
{
    /// <summary>A word of a worker's command line.</summary>
    public const string WorkerProgram = "mediasoup-worker";

    private const int WorkersPerNode = 2;
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Uri _ownUrl;

    private ChaosNode(string id, Uri ownUrl, FaultProxy clients, FaultProxy bus, RestartableProcess process) =>
        (Id, _ownUrl, Clients, Bus, Process) = (id, ownUrl, clients, bus, process);

    public string Id { get; }

    /// <summary>Between the clients and the hub.</summary>
    public FaultProxy Clients { get; }

    /// <summary>Between the node and the bus.</summary>
    public FaultProxy Bus { get; }

    public RestartableProcess Process { get; }

    public static ChaosNode Create(string id, int busPort, Func<int, string> busConnection, Uri functions, History history)
    {
        var port = FreePort.Next();
        var media = FreePort.Next(WorkersPerNode);
        var (clients, bus) = (FaultProxy.Start(port), FaultProxy.Start(busPort));
        var (ownUrl, publicUrl) = ($"http://127.0.0.1:{port}", $"http://127.0.0.1:{clients.Port}");
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = ownUrl,
            ["Logging__LogLevel__Default"] = Environment.GetEnvironmentVariable("SIGNAL_CHAOS_LOG") ?? "Warning",
            ["Node__Id"] = id,
            ["Node__PublicUrl"] = publicUrl,
            ["ControlPlane__Url"] = functions.ToString(),
            ["ServiceBus"] = busConnection(bus.Port),
            ["Mediasoup__WorkerPath"] = WorkerBinary.Path,
            ["Mediasoup__Workers"] = WorkersPerNode.ToString(CultureInfo.InvariantCulture),
            ["Mediasoup__ListenIp"] = "127.0.0.1",
            ["Mediasoup__AnnouncedAddress"] = "127.0.0.1",
            ["Mediasoup__RtcPort"] = media.ToString(CultureInfo.InvariantCulture),
            ["Warmup__Enabled"] = "false",
            ["Rooms__ResumeGrace"] = "8s",
            ["Limits__ConnectsPerAddressPerMinute"] = "1000000",
            ["Limits__ConnectionsPerAddress"] = "100000",
        };
        var folder = Repository.PathOf("medianode", "Signal.MediaNode");
        var program = Repository.Output("medianode/Signal.MediaNode");
        var process = new RestartableProcess(
            id,
            () => ChildProcess.Start("dotnet", [program], environment, folder),
            cancellationToken => HttpProbe.SucceedsAsync(new Uri($"{ownUrl}/healthz/ready"), cancellationToken),
            history);
        return new(id, new Uri(ownUrl), clients, bus, process);
    }

    /// <summary>Reads the node's gauges and counters.</summary>
    public async Task<NodeGauges> GaugesAsync() => NodeGauges.Parse(Id, await Http.GetStringAsync(new Uri(_ownUrl, "/metrics")));

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Clients.DisposeAsync();
        await Bus.DisposeAsync();
    }
}

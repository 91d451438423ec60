using System.Globalization;
using Signal.Admin;
using Signal.Admin.Tests;
using Signal.Testing;

namespace Signal.Cli.Tests;

/// <summary>A control plane, and a media node with a real worker, each in a separate process.</summary>
public sealed class LiveInstallation : IAsyncLifetime
{
    public const string NodeId = "live";
    private readonly ControlPlane _controlPlane = new();
    private ChildProcess? _node;

    public Uri Address => _controlPlane.Address;

    public AdminClient Superservice => _controlPlane.Superservice;

    public async ValueTask InitializeAsync()
    {
        await _controlPlane.InitializeAsync();
        await _controlPlane.StopReportedNodeAsync();
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        _node = ChildProcess.Start("dotnet", [Repository.Output("medianode/Signal.MediaNode")], new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = url,
            ["Logging__LogLevel__Default"] = "Warning",
            ["Node__Id"] = NodeId,
            ["Node__PublicUrl"] = url,
            ["ControlPlane__Url"] = Address.ToString(),
            ["ServiceBus"] = _controlPlane.BusConnection,
            ["Mediasoup__WorkerPath"] = WorkerBinary.Path,
            ["Mediasoup__Workers"] = "1",
            ["Mediasoup__ListenIp"] = "127.0.0.1",
            ["Mediasoup__AnnouncedAddress"] = "127.0.0.1",
            ["Mediasoup__RtcPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["Warmup__Enabled"] = "false",
            ["Limits__ConnectsPerAddressPerMinute"] = "100000",
        });
        await Eventually.TrueAsync(
            async () => (await Superservice.Nodes.DryRunAsync(new DryRunRequest())).Chosen == NodeId, TestContext.Current.CancellationToken);
    }

    /// <summary>Suspends the node, or lets it continue.</summary>
    internal void SignalNode(int signal) => ProcessSignal.Send(_node!.Id, signal);

    /// <summary>Creates a service, and the command for it.</summary>
    internal async Task<Cli> CreateServiceAsync()
    {
        var service = await Superservice.Services.CreateAsync(new ServiceSpec("tenant"));
        return Cli.For(Address, service.Id, service.NewKey!.Key);
    }

    /// <summary>The command for the superservice.</summary>
    internal Cli SuperserviceCli() => Cli.For(Address, "superservice", ControlPlane.SuperserviceKey);

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        await _controlPlane.DisposeAsync();
    }
}

/// <summary>The tests that share an installation; they run one after another.</summary>
[CollectionDefinition(nameof(LiveInstallation))]
public sealed class LiveInstallationTests : ICollectionFixture<LiveInstallation>;

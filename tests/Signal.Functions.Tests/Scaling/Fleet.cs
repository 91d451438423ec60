using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Signal.Functions.Nodes;
using Signal.Functions.Scaling;
using Signal.Functions.Storage;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Scaling;

/// <summary>Nodes that report over the bus, and the scale set of their machines in a simulated Resource Manager.</summary>
internal sealed class Fleet(ResourceManager azure, Installation installation, IReadOnlyList<FakeNode> nodes) : IAsyncDisposable
{
    public ResourceManager Azure => azure;

    public Installation Installation => installation;

    public FakeNode this[string id] => nodes.Single(node => node.Id == id);

    public static async Task<Fleet> StartAsync(AzuriteFixture azurite, params (string Id, double Load)[] nodes)
    {
        var azure = await ResourceManager.StartAsync([.. nodes.Select(node => node.Id)]);
        var installation = await Installation.StartAsync(azurite);
        var started = new List<FakeNode>();
        foreach (var (id, load) in nodes)
        {
            var node = installation.CreateNode(id).Listen();
            await node.ReportUntilKnownAsync(installation.Superservice, load);
            started.Add(node);
        }

        return new Fleet(azure, installation, started);
    }

    /// <summary>Runs a pass, each time on a new instance.</summary>
    public Task PassAsync()
    {
        var options = Options.Create(new ScalingOptions
        {
            ScaleSet = ResourceManager.ScaleSet,
            ManagementUrl = azure.Url,
            OutPause = TimeSpan.Zero,
            InPause = TimeSpan.Zero,
            LeastDrainTime = TimeSpan.Zero,
        });
        return new ScalingPass(
            installation.Get<TableDatabase>(),
            installation.Get<NodeStore>(),
            installation.Get<NodeControl>(),
            new ScaleSetClient(installation.Get<IHttpClientFactory>(), azure, options),
            options,
            // Nodes report once in these tests.
            Options.Create(new NodesOptions { ReportMaxAge = TimeSpan.FromMinutes(10), Lease = TimeSpan.FromMinutes(20) }),
            TimeProvider.System,
            NullLogger<ScalingPass>.Instance).RunAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await installation.DisposeAsync();
        await azure.DisposeAsync();
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Scaling;
using Signal.Functions.Storage;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Scaling;

/// <summary>Passes against nodes that report over the bus and a simulated Resource Manager.</summary>
public sealed class ScalingPassTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_is_added_when_the_others_are_full()
    {
        await using var azure = await ResourceManager.StartAsync("a", "b");
        await using var installation = await Installation.StartAsync(azurite);
        await using var a = await NodeAsync(installation, "a", load: 0.9);
        await using var b = await NodeAsync(installation, "b", load: 0.9);

        await Pass(installation, azure).RunAsync(Token);
        Assert.Equal(3, azure.Capacity);

        // The new machine is being created.
        await Pass(installation, azure).RunAsync(Token);
        Assert.Equal(3, azure.Capacity);
    }

    [Fact]
    public async Task The_emptiest_node_drains_and_then_its_machine_is_deleted()
    {
        await using var azure = await ResourceManager.StartAsync("a", "b", "c");
        await using var installation = await Installation.StartAsync(azurite);
        await using var a = await NodeAsync(installation, "a", load: 0.2);
        await using var b = await NodeAsync(installation, "b", load: 0.1);
        await using var c = await NodeAsync(installation, "c", load: 0.2);

        await Pass(installation, azure).RunAsync(Token);
        await b.NextAsync<Drain>();
        await Pass(installation, azure).RunAsync(Token);
        Assert.Empty(azure.Deleting);

        await b.ReportUntilKnownAsync(installation.Superservice, state: NodeState.Draining);
        await Pass(installation, azure).RunAsync(Token);
        Assert.Equal(["b"], azure.Deleting);
        Assert.Equal(2, azure.Capacity);

        azure.Finish();
        await Pass(installation, azure).RunAsync(Token);
        await Pass(installation, azure).RunAsync(Token);
        Assert.Empty(azure.Deleting);
        Assert.Equal(2, azure.Capacity);
    }

    [Fact]
    public async Task A_deletion_that_failed_is_requested_again()
    {
        await using var azure = await ResourceManager.StartAsync("a", "b", "c");
        await using var installation = await Installation.StartAsync(azurite);
        await using var a = await NodeAsync(installation, "a", load: 0.2);
        await using var b = await NodeAsync(installation, "b", load: 0.1);
        await using var c = await NodeAsync(installation, "c", load: 0.2);
        await Pass(installation, azure).RunAsync(Token);
        await b.ReportUntilKnownAsync(installation.Superservice, state: NodeState.Draining);

        azure.Refuses = "POST";
        await Pass(installation, azure).RunAsync(Token);
        Assert.Empty(azure.Deleting);

        azure.Refuses = null;
        await Pass(installation, azure).RunAsync(Token);
        Assert.Equal(["b"], azure.Deleting);
    }

    [Fact]
    public async Task A_node_that_is_needed_again_stays()
    {
        await using var azure = await ResourceManager.StartAsync("a", "b", "c");
        await using var installation = await Installation.StartAsync(azurite);
        await using var a = await NodeAsync(installation, "a", load: 0.2);
        await using var b = await NodeAsync(installation, "b", load: 0.1);
        await using var c = await NodeAsync(installation, "c", load: 0.2);
        await Pass(installation, azure).RunAsync(Token);
        await b.NextAsync<Drain>();

        await a.ReportUntilKnownAsync(installation.Superservice, load: 0.9);
        await c.ReportUntilKnownAsync(installation.Superservice, load: 0.9);
        await Pass(installation, azure).RunAsync(Token);

        await b.NextAsync<CancelDrain>();
        Assert.Empty(azure.Deleting);
    }

    private static async Task<FakeNode> NodeAsync(Installation installation, string id, double load)
    {
        var node = installation.CreateNode(id).Listen();
        await node.ReportUntilKnownAsync(installation.Superservice, load);
        return node;
    }

    /// <summary>Each pass runs on a new instance.</summary>
    private static ScalingPass Pass(Installation installation, ResourceManager azure)
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
            NullLogger<ScalingPass>.Instance);
    }
}

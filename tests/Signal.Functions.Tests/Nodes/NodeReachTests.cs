using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Webhooks;

namespace Signal.Functions.Tests.Nodes;

/// <summary>The first probe of each node.</summary>
public sealed class NodeReachTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_does_not_respond_does_not_delay_the_others()
    {
        await using var server = await WebhookReceiver.StartAsync();
        await using var app = shared.Installation.CreateServicesApart();
        var asked = new ConcurrentDictionary<string, bool>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answer = async (request, response) =>
        {
            asked[request.Path] = true;
            if (asked.Count == 2)
            {
                all.TrySetResult();
            }

            // None responds before both are asked.
            await all.Task.WaitAsync(response.HttpContext.RequestAborted);
        };
        var nodes = app.GetRequiredService<NodeStore>();
        await AddAsync(nodes, "a", server);
        await AddAsync(nodes, "b", server);

        await app.GetRequiredService<NodeProbes>().ReachAsync(Cancelled);

        Assert.All(await nodes.ListAsync(Cancelled), node => Assert.Equal(node.Epoch, node.ReachedEpoch));
    }

    [Fact]
    public async Task A_node_that_does_not_respond_is_asked_again_after_a_pause()
    {
        await using var server = await WebhookReceiver.StartAsync();
        await using var app = shared.Installation.CreateServicesApart();
        var requests = 0;
        server.Answer = (_, response) =>
        {
            Interlocked.Increment(ref requests);
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        var nodes = app.GetRequiredService<NodeStore>();
        await AddAsync(nodes, "a", server);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var probes = ActivatorUtilities.CreateInstance<NodeProbes>(app, time);

        await probes.ReachAsync(Cancelled);
        var once = requests;
        Assert.NotEqual(0, once);
        await probes.ReachAsync(Cancelled);
        Assert.Equal(once, requests);

        time.Advance(TimeSpan.FromMinutes(1));
        server.Answer = (_, _) => Task.CompletedTask;
        await probes.ReachAsync(Cancelled);
        var node = Assert.Single(await nodes.ListAsync(Cancelled));
        Assert.Equal(node.Epoch, node.ReachedEpoch);
    }

    private static async Task AddAsync(NodeStore nodes, string id, WebhookReceiver server) => Assert.True(await nodes.TryInsertAsync(
        new NodeEntity
        {
            PartitionKey = NodeEntity.Partition, RowKey = id, Epoch = 7, Url = server.Url, HealthUrl = $"{server.Url}/{id}/",
            ReportedAt = TimeProvider.System.GetUtcNow(),
        },
        Cancelled));
}

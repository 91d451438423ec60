using System.Net;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Webhooks;
using Signal.Testing;

namespace Signal.Functions.Tests.Nodes;

/// <summary>The event of a node that is lost.</summary>
public sealed class NodeLossEventTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task It_is_delivered_although_the_outbox_failed_when_the_node_was_declared_dead()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var tables = await CountingProxy.StartAsync(azurite);
        await using var installation = await Installation.StartAsync(
            azurite,
            ("Tables:ConnectionString", tables.ConnectionString),
            ("Nodes:Forget", "1.00:00:00"),
            ("Webhooks:AllowHttp", "true"),
            ("Webhooks:AllowedNetworks:0", "127.0.0.0/8"));
        (await installation.Superservice.PostAsync("/v1/webhooks", new { url = receiver.Url, events = new[] { "node_lost" } })).ShouldBe(201);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        await installation.FoldOldReportAsync(node);

        tables.BeforeWrite = body => body.Contains("node_lost", StringComparison.Ordinal)
            ? throw new HttpRequestException("The outbox is unavailable.", inner: null, HttpStatusCode.ServiceUnavailable)
            : Task.CompletedTask;
        (await installation.Superservice.DeleteAsync("/v1/nodes/" + node.Id)).ShouldBeProblem(503, "unavailable");
        tables.BeforeWrite = null;
        (await installation.Superservice.DeleteAsync("/v1/nodes/" + node.Id)).ShouldBe(204);

        var delivery = (await receiver.NextAsync()).Json;
        Assert.Equal(("node_lost", "nodes/" + node.Id), (delivery.GetProperty("type").GetString(), delivery.GetProperty("subject").GetString()));
    }
}

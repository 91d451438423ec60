using Microsoft.AspNetCore.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Webhooks;
using Signal.Testing;

namespace Signal.Functions.Tests.Nodes;

/// <summary>A node whose reports do not arrive, while those of another node do.</summary>
public sealed class SilentNodeTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task It_keeps_its_rooms_while_its_process_responds_to_the_health_check()
    {
        await using var server = await WebhookReceiver.StartAsync();
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:ReportMaxAge", "00:00:02"), ("Nodes:Lease", "00:00:02"));
        var node = installation.CreateNodeAt(new Uri(server.Url));
        var epoch = node.Epoch;
        server.Answer = (_, response) => response.WriteAsJsonAsync(new { status = "alive", epoch });
        await using var room = await OpenRoom.StartAsync(installation, node);
        await node.JoinAsync(room.Service.ServiceId, room.Id, FakeNode.Peer("present"));
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 1);
        await using var other = installation.CreateNode("other");

        Assert.False((await SweepUntilAsync(row => row is { ReportingSince: null }))!.Cleared);

        // It reports again, as if nothing had happened.
        await node.ReportAsync(rooms: [node.Room(room.Service.ServiceId, room.Id, peers: 1)]);
        await Eventually.TrueAsync(async () => (await RowAsync())!.ReportingSince is not null);
        Assert.Single(await room.UsersAsync());

        // Another process at its address is no sign of life of this one.
        epoch++;
        await SweepUntilAsync(row => row is not { Cleared: false });
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 0);

        Task<NodeEntity?> RowAsync() => installation.Get<NodeStore>().FindAsync(node.Id, TestContext.Current.CancellationToken);

        async Task<NodeEntity?> SweepUntilAsync(Func<NodeEntity?, bool> condition)
        {
            NodeEntity? row = null;
            await Eventually.TrueAsync(async () =>
            {
                await other.ReportAsync();
                await installation.Get<DeadNodes>().SweepAsync(TestContext.Current.CancellationToken);
                return condition(row = await RowAsync());
            });
            return row;
        }
    }
}

using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Webhooks;
using Signal.Testing;

namespace Signal.Functions.Tests.Placement;

/// <summary>Tokens while nodes die, stop reporting or stop.</summary>
public sealed class NodeLossTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task When_all_nodes_are_silent_tokens_are_minted_from_the_last_known_state()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);

        // As after an outage of the bus, or of an app that was suspended.
        await installation.FoldOldReportAsync(room.Node);
        Assert.False((await installation.Superservice.GetAsync("/v1/nodes/" + room.Node.Id)).Json.GetProperty("alive").GetBoolean());

        Assert.Equal(room.Node.Url, (await TokenAsync(room)).ShouldBe(201).Text("url"));
        var another = await room.Service.CreateRoomAsync();
        Assert.Equal(room.Node.Url, (await room.Service.PostAsync($"/v1/rooms/{another}/tokens", new { userId = "u" })).ShouldBe(201).Text("url"));
    }

    [Fact]
    public async Task A_node_that_a_client_could_not_reach_is_probed_and_left_only_when_it_does_not_answer()
    {
        var server = await WebhookReceiver.StartAsync();
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation, installation.CreateNodeAt(new Uri(server.Url)));
        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.9);

        // The control plane reaches each node once before it trusts a probe that fails.
        Assert.Equal("/healthz/live", (await server.NextAsync()).Path);
        Assert.Equal(room.Node.Url, (await TokenAsync(room, unreachable: room.Node.Id)).ShouldBe(201).Text("url"));

        await server.DisposeAsync();
        Assert.Equal(room.Node.Url, (await TokenAsync(room)).ShouldBe(201).Text("url"));
        await Eventually.TrueAsync(async () =>
        {
            await other.ReportAsync(load: 0.9);
            return (await TokenAsync(room, unreachable: room.Node.Id)).ShouldBe(201).Text("url") == other.Url;
        });
    }

    [Fact]
    public async Task A_node_that_was_never_reached_is_not_cleared_by_a_client()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.9);

        Assert.Equal(room.Node.Url, (await TokenAsync(room, unreachable: room.Node.Id)).ShouldBe(201).Text("url"));
    }

    [Fact]
    public async Task A_room_that_is_not_open_avoids_a_node_that_a_client_cannot_reach()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var one = installation.CreateNode("one");
        await one.ReportUntilKnownAsync(installation.Superservice);
        var service = await installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        Assert.Equal(one.Url, await UrlAsync());
        Assert.Equal(one.Url, await UrlAsync(unreachable: one.Id));

        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.9);

        await Eventually.TrueAsync(async () => await UrlAsync(unreachable: one.Id) == other.Url);
        Assert.Equal(other.Url, await UrlAsync());

        async Task<string?> UrlAsync(string? unreachable = null) =>
            (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u", unreachable })).ShouldBe(201).Text("url");
    }

    [Fact]
    public async Task A_node_without_a_live_worker_gets_no_rooms()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var broken = installation.CreateNode("broken");
        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.9);
        await broken.ReportAsync(change: report => report with { Ready = false });
        await Eventually.TrueAsync(async () => (await installation.Superservice.GetAsync("/v1/nodes/broken")).Status == 200);
        var service = await installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        Assert.Equal(other.Url, (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("url"));
    }

    private static Task<Answer> TokenAsync(OpenRoom room, string? unreachable = null) =>
        room.Service.PostAsync($"/v1/rooms/{room.Id}/tokens", unreachable is null ? (object)new { userId = "v" } : new { userId = "v", unreachable });
}

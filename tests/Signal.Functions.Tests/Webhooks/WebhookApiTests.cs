using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Webhooks;

/// <summary>From a node's events to a receiver's webhooks, through the whole control plane.</summary>
public sealed class WebhookApiTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Events_of_a_room_reach_the_webhook_of_its_service_in_order()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        (await service.PostAsync("/v1/webhooks", new { url = receiver.Url })).ShouldBe(201);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var room = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{room}/tokens", new { userId = "alice" })).ShouldBe(201);

        var alice = FakeNode.Peer("alice");
        await node.StartRoomAsync(service.ServiceId, room);
        await node.JoinAsync(service.ServiceId, room, alice);
        await node.JoinAsync(service.ServiceId, room, FakeNode.Peer("bob"));
        await node.LeaveAsync(service.ServiceId, room, alice);
        await node.EndRoomAsync(service.ServiceId, room);

        await ExpectAsync(receiver, "room_started", null);
        await ExpectAsync(receiver, "participant_joined", "alice");
        await ExpectAsync(receiver, "participant_joined", "bob");
        await ExpectAsync(receiver, "participant_left", "alice");

        // Bob was removed.
        await ExpectAsync(receiver, "participant_left", "bob");
        var last = await ExpectAsync(receiver, "room_finished", null);
        Assert.Equal(room, last.Json.GetProperty("data").GetProperty("room").GetProperty("id").GetString());
        Assert.Equal("empty", last.Json.GetProperty("data").GetProperty("reason").GetString());
        Assert.Equal("/services/" + service.ServiceId, last.Json.GetProperty("source").GetString());
    }

    [Fact]
    public async Task A_roster_reports_participants_whose_events_were_lost()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        (await service.PostAsync("/v1/webhooks", new { url = receiver.Url, events = new[] { "participant_joined", "participant_left" } })).ShouldBe(201);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var room = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{room}/tokens", new { userId = "alice" })).ShouldBe(201);
        await node.StartRoomAsync(service.ServiceId, room);
        await node.JoinAsync(service.ServiceId, room, FakeNode.Peer("alice"));
        await ExpectAsync(receiver, "participant_joined", "alice");

        node.LoseEvents(2);
        await node.SendRosterAsync(service.ServiceId, room, FakeNode.Peer("bob"));
        await ExpectAsync(receiver, "participant_left", "alice");
        await ExpectAsync(receiver, "participant_joined", "bob");
    }

    [Fact]
    public async Task The_superservice_receives_events_of_nodes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var installation = await StartAsync();
        (await installation.Superservice.PostAsync("/v1/webhooks", new { url = receiver.Url })).ShouldBe(201);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        Assert.Equal("nodes/" + node.Id, (await ExpectAsync(receiver, "node_started", null)).Json.GetProperty("subject").GetString());
        await node.ReportAsync(state: NodeState.Draining);
        await ExpectAsync(receiver, "node_draining", null);
        await node.ReportAsync(state: NodeState.Serving);
        await ExpectAsync(receiver, "node_serving", null);
    }

    [Fact]
    public async Task A_ping_is_sent_for_every_event_filter()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        var id = (await service.PostAsync("/v1/webhooks", new { url = receiver.Url, events = new[] { "room_started" } })).ShouldBe(201).Text("id");
        (await service.SendAsync(HttpMethod.Post, $"/v1/webhooks/{id}/ping")).ShouldBe(202);
        await ExpectAsync(receiver, "ping", null);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://10.0.0.1:8443/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://example.com/#fragment")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task A_url_that_must_not_be_delivered_to_is_refused(string url)
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        var refused = (await service.PostAsync("/v1/webhooks", new { url })).ShouldBeProblem(400, "invalid");
        Assert.Equal("/url", refused.Json.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task The_webhooks_of_a_service_are_limited()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Webhooks:MaxPerService", "2"));
        var service = await installation.CreateServiceAsync();
        (await service.PostAsync("/v1/webhooks", new { url = "https://example.com/1" })).ShouldBe(201);
        (await service.PostAsync("/v1/webhooks", new { url = "https://example.com/2" })).ShouldBe(201);
        (await service.PostAsync("/v1/webhooks", new { url = "https://example.com/3" })).ShouldBeProblem(403, "quota-exceeded");
    }

    private Task<Installation> StartAsync() => Installation.StartAsync(azurite, ("Webhooks:AllowHttp", "true"), ("Webhooks:AllowedNetworks:0", "127.0.0.0/8"));

    private static async Task<Delivery> ExpectAsync(WebhookReceiver receiver, string type, string? user)
    {
        var delivery = await receiver.NextAsync();
        var actual = delivery.Json.GetProperty("data").TryGetProperty("participant", out var participant)
            ? participant.GetProperty("userId").GetString()
            : null;
        Assert.Equal((type, user), (delivery.Json.GetProperty("type").GetString(), actual));
        return delivery;
    }
}

using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Failures;

public sealed class OutageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Without_tables_requests_are_refused_with_a_retry_time()
    {
        var tables = new AzuriteFixture();
        await tables.InitializeAsync();
        await using var installation = await Installation.StartAsync(tables);
        var service = await installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        (await installation.Superservice.GetAsync("/healthz/ready")).ShouldBe(200);

        await tables.KillAsync();

        foreach (var answer in await Task.WhenAll(
            service.GetAsync($"/v1/rooms/{roomId}"),
            service.PostAsync("/v1/rooms", new { name = "x" }),
            service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" }),
            installation.Superservice.GetAsync("/v1/nodes")))
        {
            answer.ShouldBeProblem(503, "unavailable");
            Assert.NotNull(answer.RetryAfter);
        }

        await Eventually.TrueAsync(async () => (await installation.Superservice.GetAsync("/healthz/ready")).Status == 503);
        (await installation.Superservice.GetAsync("/healthz/live")).ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_bus_a_command_is_refused_and_a_change_is_sent_later()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Commands:SendTimeout", "00:00:02"));
        var service = await installation.CreateServiceAsync();
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);
        await node.StartRoomAsync(service.ServiceId, roomId);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("alice"));
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/alice")).Status == 200);

        await installation.StopBusAsync();

        (await service.DeleteAsync($"/v1/rooms/{roomId}/participants/alice")).ShouldBeProblem(503, "unavailable");
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "v" })).ShouldBe(201);
        (await service.PatchAsync($"/v1/rooms/{roomId}", new { metadata = "told later" })).ShouldBe(200);
        (await service.DeleteAsync($"/v1/rooms/{roomId}")).ShouldBeProblem(503, "unavailable");
        (await service.GetAsync($"/v1/rooms/{roomId}")).ShouldBeProblem(404, "not-found");

        installation.StartBusAgain();
        await using var back = installation.CreateNode(node.Id).Listen();
        Assert.Equal(roomId, (await back.NextAsync<CloseRoom>()).RoomId);
    }

    [Fact]
    public async Task After_an_outage_of_the_reports_a_call_stays_on_its_node()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        await using var home = installation.CreateNode("home");
        await home.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);
        await home.StartRoomAsync(service.ServiceId, roomId);
        await Eventually.TrueAsync(() => IsLiveAsync(service, roomId));
        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice);

        // As if no report had arrived for an hour.
        foreach (var node in new[] { home, other })
        {
            await installation.FoldOldReportAsync(node);
            Assert.False((await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).Json.GetProperty("alive").GetBoolean());
        }

        var deadNodes = installation.Get<DeadNodes>();
        await deadNodes.SweepAsync(TestContext.Current.CancellationToken);
        Assert.True(await IsLiveAsync(service, roomId));

        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.1);
        await deadNodes.SweepAsync(TestContext.Current.CancellationToken);
        Assert.True(await IsLiveAsync(service, roomId));
        Assert.NotNull((await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "v" })).ShouldBeProblem(503, "no-node").RetryAfter);

        await home.ReportUntilKnownAsync(installation.Superservice, load: 0.2, rooms: [home.Room(service.ServiceId, roomId)]);
        await Eventually.TrueAsync(async () => (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "v" })).Status == 201);
        Assert.Equal(home.Url, (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "w" })).ShouldBe(201).Text("url"));
    }

    [Fact]
    public async Task A_change_that_could_not_be_sent_is_sent_later()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Commands:SendTimeout", "00:00:02"));
        var service = await installation.CreateServiceAsync();
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);
        await installation.StopBusAsync();
        (await service.PatchAsync($"/v1/rooms/{roomId}", new { locked = true })).ShouldBe(200);

        installation.StartBusAgain();
        await using var back = installation.CreateNode(node.Id).Listen();

        Assert.True((await back.NextAsync<UpdateRoom>()).Locked);
    }

    [Fact]
    public async Task A_node_that_is_removed_without_a_bus_stays_until_its_rooms_have_ended()
    {
        await using var installation = await Installation.StartAsync(azurite, ("ServiceBus:SendTimeout", "00:00:02"), ("Nodes:Forget", "1.00:00:00"));
        await using var room = await OpenRoom.StartAsync(installation);
        var path = "/v1/nodes/" + room.Node.Id;
        await room.JoinAsync("orphan");
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 1);
        await installation.FoldOldReportAsync(room.Node);
        await installation.StopBusAsync();

        // As the client does, which repeats the request.
        (await installation.Superservice.DeleteAsync(path)).ShouldBeProblem(503, "unavailable");
        (await installation.Superservice.DeleteAsync(path)).ShouldBeProblem(503, "unavailable");
        (await installation.Superservice.GetAsync(path)).ShouldBe(200);

        installation.StartBusAgain();
        await Eventually.TrueAsync(async () =>
        {
            await installation.Superservice.DeleteAsync(path);
            return (await installation.Superservice.GetAsync(path)).Status == 404;
        });
        Assert.Empty(await room.UsersAsync());
        Assert.False(await IsLiveAsync(room.Service, room.Id));
    }

    private static async Task<bool> IsLiveAsync(ServiceCaller service, string roomId) =>
        (await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean();
}

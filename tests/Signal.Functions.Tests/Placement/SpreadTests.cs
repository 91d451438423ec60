using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Rooms;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Placement;

/// <summary>Rooms that span several nodes, as the control plane sees them.</summary>
public sealed class SpreadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Tokens_over_the_size_name_another_node_and_the_home()
    {
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        await using var first = await StartNodeAsync(installation, "n1");
        await using var second = await StartNodeAsync(installation, "n2", load: 0.5);
        var roomId = await service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 2 });

        var tokens = new List<RoomToken>();
        foreach (var user in new[] { "a", "b", "c", "d", "e" })
        {
            tokens.Add(await MintAsync(installation, service, roomId, user));
        }

        Assert.Equal(["n1", "n1", "n2", "n2"], tokens.Take(4).Select(token => token.Audience));
        Assert.False(tokens[0].Jwt.TryGetClaim("home", out _));
        Assert.Equal($"{second.Epoch}", tokens[2]["epoch"]);
        var home = JsonElement.Parse(tokens[2]["home"]);
        Assert.Equal((first.Id, first.Epoch), (home.GetProperty("nodeId").GetString(), home.GetProperty("epoch").GetInt64()));
    }

    [Fact]
    public async Task Concurrent_tokens_do_not_exceed_the_size_or_the_number_of_nodes()
    {
        await using var installation = await StartAsync();
        await installation.AddInstanceAsync();
        var service = await installation.CreateServiceAsync();
        var elsewhere = installation.Caller(service.ServiceId, service.Key, instance: 1);
        foreach (var id in new[] { "n1", "n2", "n3", "n4" })
        {
            await (await StartNodeAsync(installation, id)).DisposeAsync();
        }

        var roomId = await service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 4, maxNodes = 3 });
        var nodes = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
            (await MintAsync(installation, i % 2 == 0 ? service : elsewhere, roomId, $"u{i}")).Audience));

        Assert.Equal([4, 4, 4], nodes.CountBy(node => node).Select(count => count.Value));
    }

    [Fact]
    public async Task Without_links_or_with_another_version_of_them_or_when_it_is_off_a_room_has_one_node()
    {
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        await using var home = await StartNodeAsync(installation, "home");
        var roomId = await service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 1 });
        var single = await service.CreateRoomAsync(new { name = "r" });
        var unplaced = await ExplainAsync(installation, service, roomId);
        Assert.Equal(("home", false), (unplaced.GetProperty("chosen").GetString(), unplaced.TryGetProperty("room", out _)));
        Assert.Equal("home", (await MintAsync(installation, service, roomId, "a")).Audience);
        Assert.Equal("home", (await MintAsync(installation, service, single, "a")).Audience);
        await using var unlinked = await StartNodeAsync(installation, "unlinked", version: null);
        await using var newer = await StartNodeAsync(installation, "newer", version: 2);

        Assert.Equal("home", (await MintAsync(installation, service, roomId, "b")).Audience);
        Assert.Equal("no-candidate", (await ExplainAsync(installation, service, roomId)).GetProperty("room").GetProperty("reason").GetString());
        Assert.Equal(
            [("home", "home"), ("newer", "other-version"), ("unlinked", "no-links")],
            (await ExplainAsync(installation, service, roomId)).GetProperty("candidates").EnumerateArray()
                .Select(c => (c.GetProperty("nodeId").GetString()!, c.GetProperty("reason").GetString()!)).Order());

        await using var other = await StartNodeAsync(installation, "other");
        Assert.Equal("home", (await MintAsync(installation, service, single, "b")).Audience);
        Assert.Equal("other", (await MintAsync(installation, service, roomId, "c")).Audience);
    }

    [Fact]
    public async Task By_region_each_region_gets_a_node_that_the_tenant_may_use()
    {
        await using var installation = await StartAsync(("Placement:Spread", "region"));
        var created = (await installation.Superservice.PostAsync("/v1/services", new { name = "t", allowedRegions = new[] { "eu", "us" } })).ShouldBe(201);
        var service = installation.Caller(created.Text("id"), created.Json.GetProperty("newKey").GetProperty("key").GetString()!);
        foreach (var region in new[] { "asia", "eu", "us" })
        {
            await (await StartNodeAsync(installation, "in-" + region, region)).DisposeAsync();
        }

        var roomId = await service.CreateRoomAsync(new { name = "r", policy = "region", region = "asia" });

        Assert.Equal("in-eu", (await MintAsync(installation, service, roomId, "a", "eu")).Audience);
        Assert.Equal("in-us", (await MintAsync(installation, service, roomId, "b", "us")).Audience);
        Assert.Equal("in-eu", (await MintAsync(installation, service, roomId, "c", "asia")).Audience);
        Assert.Equal("in-us", (await MintAsync(installation, service, roomId, "d", "us")).Audience);
        var explained = await ExplainAsync(installation, service, roomId);
        Assert.Contains(explained.GetProperty("candidates").EnumerateArray(), c =>
            c.GetProperty("nodeId").GetString() == "in-asia" && c.GetProperty("reason").GetString() == "region-not-allowed");
        Assert.Equal(["in-eu", "in-us"], explained.GetProperty("room").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("nodeId").GetString()));
    }

    [Fact]
    public async Task A_node_belongs_to_the_room_while_it_has_participants_or_a_token_may_bring_one()
    {
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        await using var home = await StartNodeAsync(installation, "home");
        await using var part = await StartNodeAsync(installation, "part", load: 0.5);
        var roomId = await service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 1 });
        await MintAsync(installation, service, roomId, "a");
        await MintAsync(installation, service, roomId, "b");
        await home.StartRoomAsync(service.ServiceId, roomId);
        var (ada, bob) = (FakeNode.Peer("a"), FakeNode.Peer("b") with { NodeId = "part" });
        await home.JoinAsync(service.ServiceId, roomId, ada);
        await home.JoinAsync(service.ServiceId, roomId, bob);
        await Eventually.TrueAsync(async () => (await RoomAsync(installation, service, roomId)).Parts is [{ NodeId: "part", Open: true }]);
        await Eventually.TrueAsync(async () =>
            (await ExplainAsync(installation, service, roomId)).GetProperty("room").GetProperty("nodes").EnumerateArray()
                .Select(n => (n.GetProperty("nodeId").GetString()!, n.GetProperty("participants").GetInt32()))
                .SequenceEqual([("home", 1), ("part", 1)]));

        // A token for the node was minted and has not expired.
        await home.LeaveAsync(service.ServiceId, roomId, bob);
        await Eventually.TrueAsync(async () => (await RoomAsync(installation, service, roomId)).Parts is [{ NodeId: "part", Open: false }]);
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/b")).Status == 404);
        Assert.Equal("part", (await MintAsync(installation, service, roomId, "c")).Audience);
    }

    [Fact]
    public async Task In_a_room_that_is_set_to_span_nodes_while_it_is_open_joins_take_the_seats_of_their_tokens()
    {
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        await using var home = await StartNodeAsync(installation, "home");
        await using var part = await StartNodeAsync(installation, "part", load: 0.5);
        var roomId = await service.CreateRoomAsync();
        await MintAsync(installation, service, roomId, "a");
        await home.StartRoomAsync(service.ServiceId, roomId);
        await home.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("a"));
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/a")).Status == 200);

        (await service.PatchAsync($"/v1/rooms/{roomId}", new { spread = "size", spreadSize = 1 })).ShouldBe(200);
        Assert.Equal("part", (await MintAsync(installation, service, roomId, "b")).Audience);
        var bob = FakeNode.Peer("b") with { NodeId = "part" };
        await home.JoinAsync(service.ServiceId, roomId, bob);
        await home.LeaveAsync(service.ServiceId, roomId, bob);
        await home.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("marker"));
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/marker")).Status == 200);

        Assert.Equal("part", (await MintAsync(installation, service, roomId, "c")).Audience);
    }

    [Fact]
    public async Task Commands_reach_the_home_and_those_that_must_not_depend_on_its_links_all_nodes()
    {
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        await using var home = (await StartNodeAsync(installation, "home")).Listen();
        await using var part = (await StartNodeAsync(installation, "part", load: 0.5)).Listen();
        var roomId = await service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 1 });
        await MintAsync(installation, service, roomId, "a");
        await MintAsync(installation, service, roomId, "b");
        await home.StartRoomAsync(service.ServiceId, roomId);
        await home.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("b") with { NodeId = "part" });
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/b")).Status == 200);

        (await service.PatchAsync($"/v1/rooms/{roomId}", new { metadata = "changed" })).ShouldBe(200);
        Assert.IsType<UpdateRoom>(await home.NextAsync());
        (await service.PutAsync($"/v1/rooms/{roomId}/bans/x", new { until = TimeProvider.System.GetUtcNow().AddHours(1) })).ShouldBe(202);
        Assert.Equal("x", Assert.IsType<RemoveUser>(await home.NextAsync()).UserId);
        Assert.Equal("x", Assert.IsType<RemoveUser>(await part.NextAsync()).UserId);
        (await service.DeleteAsync($"/v1/rooms/{roomId}/participants/b")).ShouldBe(202);
        Assert.Equal("b", (await home.NextAsync<RemoveUser>()).UserId);
        Assert.Equal("b", (await part.NextAsync<RemoveUser>()).UserId);
        (await service.DeleteAsync($"/v1/rooms/{roomId}")).ShouldBe(204);
        Assert.Equal(roomId, (await home.NextAsync<CloseRoom>()).RoomId);
        Assert.Equal(roomId, (await part.NextAsync<CloseRoom>()).RoomId);
    }

    [Fact]
    public async Task When_the_home_is_lost_the_clients_on_the_other_nodes_are_asked_to_move()
    {
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        await using var home = await StartNodeAsync(installation, "home");
        await using var part = (await StartNodeAsync(installation, "part", load: 0.5)).Listen();
        var roomId = await service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 1 });
        await MintAsync(installation, service, roomId, "a");
        await MintAsync(installation, service, roomId, "b");
        await home.StartRoomAsync(service.ServiceId, roomId);
        await home.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("b") with { NodeId = "part" });
        await Eventually.TrueAsync(async () => (await RoomAsync(installation, service, roomId)).Parts is [{ Open: true }]);

        await home.SendAsync(new RoomLost
        {
            Tenant = service.ServiceId, RoomId = roomId, NodeId = home.Id, Epoch = home.Epoch, Sequence = 0, At = TimeProvider.System.GetUtcNow(),
        });

        Assert.Equal(roomId, (await part.NextAsync<MigrateRoom>()).RoomId);
        Assert.NotNull(Assert.Single((await RoomAsync(installation, service, roomId)).Parts).LeavingUntil);
    }

    [Fact]
    public async Task A_full_room_is_full_on_all_its_nodes()
    {
        await using var installation = await StartAsync();
        var service = await installation.CreateServiceAsync();
        await using var home = await StartNodeAsync(installation, "home");
        await using var part = await StartNodeAsync(installation, "part", load: 0.5);
        var roomId = await service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 1, maxParticipants = 2, duplicateUsers = "replace" });

        Assert.Equal("home", (await MintAsync(installation, service, roomId, "a")).Audience);
        Assert.Equal("part", (await MintAsync(installation, service, roomId, "b")).Audience);

        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "c" })).ShouldBeProblem(409, "room-full");
        Assert.Equal("part", (await MintAsync(installation, service, roomId, "b")).Audience);
    }

    // A placement uses the nodes as they were reported last.
    private Task<Installation> StartAsync(params (string Key, string Value)[] settings) =>
        Installation.StartAsync(azurite, [("Nodes:Cache", "00:00:00"), .. settings]);

    private static async Task<FakeNode> StartNodeAsync(Installation installation, string id, string? region = null, double load = 0, int? version = 1)
    {
        var node = installation.CreateNode(id, region);
        var key = new PublicKey("x", "y");
        await node.ReportAsync(load, change: report => report with
        {
            Links = version is { } number ? new LinkReport { Url = $"http://{id}.example/link", Version = number, Key = key } : null,
        });
        await Eventually.TrueAsync(async () => (await installation.Superservice.GetAsync("/v1/nodes/" + id)).Status == 200);
        return node;
    }

    private static async Task<RoomToken> MintAsync(Installation installation, ServiceCaller service, string roomId, string user, string? region = null)
    {
        var answer = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = user, region })).ShouldBe(201);
        var token = await RoomToken.VerifyAsync(installation, answer.Text("token"));
        Assert.Equal(token.Audience, answer.Text("nodeId"));
        return token;
    }

    private static async Task<JsonElement> ExplainAsync(Installation installation, ServiceCaller service, string roomId) =>
        (await installation.Superservice.PostAsync("/v1/placement/dry-run", new { serviceId = service.ServiceId, roomId })).ShouldBe(200).Json;

    private static Task<RoomEntity> RoomAsync(Installation installation, ServiceCaller service, string roomId) =>
        installation.Get<RoomStore>().GetAsync(service.ServiceId, roomId, TestContext.Current.CancellationToken);
}

using System.Text.Json;
using Signal.Functions.Tests.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Placement;

/// <summary>On which nodes the tokens of a room that may span several are placed.</summary>
public sealed class SpreadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Tokens_over_the_size_name_another_node_and_the_home()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var first = await spread.StartNodeAsync("n1");
        await using var second = await spread.StartNodeAsync("n2", load: 0.5);
        var roomId = await spread.Service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 2 });

        var tokens = new List<RoomToken>();
        foreach (var user in new[] { "a", "b", "c", "d", "e" })
        {
            tokens.Add(await spread.MintAsync(roomId, user));
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
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await spread.Installation.AddInstanceAsync();
        var elsewhere = spread.Installation.Caller(spread.Service.ServiceId, spread.Service.Key, instance: 1);
        foreach (var id in new[] { "n1", "n2", "n3", "n4" })
        {
            await (await spread.StartNodeAsync(id)).DisposeAsync();
        }

        var roomId = await spread.Service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 4, maxNodes = 3 });
        var nodes = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
            (await spread.MintAsync(roomId, $"u{i}", by: i % 2 == 0 ? null : elsewhere)).Audience));

        Assert.Equal([4, 4, 4], nodes.CountBy(node => node).Select(count => count.Value));
    }

    [Fact]
    public async Task Without_links_or_with_another_version_of_them_or_when_it_is_off_a_room_has_one_node()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var home = await spread.StartNodeAsync("home");
        var roomId = await spread.Service.CreateRoomAsync(new { name = "r", spread = "size", spreadSize = 1 });
        var single = await spread.Service.CreateRoomAsync(new { name = "r" });
        var unplaced = await spread.ExplainAsync(roomId);
        Assert.Equal(("home", false), (unplaced.GetProperty("chosen").GetString(), unplaced.TryGetProperty("room", out _)));
        Assert.Equal("home", (await spread.MintAsync(roomId, "a")).Audience);
        Assert.Equal("home", (await spread.MintAsync(single, "a")).Audience);
        await using var unlinked = await spread.StartNodeAsync("unlinked", version: null);
        await using var newer = await spread.StartNodeAsync("newer", version: 2);

        Assert.Equal("home", (await spread.MintAsync(roomId, "b")).Audience);
        Assert.Equal("no-candidate", (await spread.ExplainAsync(roomId)).GetProperty("room").GetProperty("reason").GetString());
        Assert.Equal(
            [("home", "home"), ("newer", "other-version"), ("unlinked", "no-links")],
            (await spread.ExplainAsync(roomId)).GetProperty("candidates").EnumerateArray()
                .Select(c => (c.GetProperty("nodeId").GetString()!, c.GetProperty("reason").GetString()!)).Order());

        await using var other = await spread.StartNodeAsync("other");
        Assert.Equal("home", (await spread.MintAsync(single, "b")).Audience);
        Assert.Equal("other", (await spread.MintAsync(roomId, "c")).Audience);
    }

    [Fact]
    public async Task By_region_each_region_gets_a_node_that_the_tenant_may_use()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite, ("Placement:Spread", "region"));
        var created = (await spread.Installation.Superservice.PostAsync("/v1/services", new { name = "t", allowedRegions = new[] { "eu", "us" } }))
            .ShouldBe(201);
        var tenant = spread.Installation.Caller(created.Text("id"), created.Json.GetProperty("newKey").GetProperty("key").GetString()!);
        foreach (var region in new[] { "asia", "eu", "us" })
        {
            await (await spread.StartNodeAsync("in-" + region, region)).DisposeAsync();
        }

        var roomId = await tenant.CreateRoomAsync(new { name = "r", policy = "region", region = "asia" });

        Assert.Equal("in-eu", (await spread.MintAsync(roomId, "a", "eu", tenant)).Audience);
        Assert.Equal("in-us", (await spread.MintAsync(roomId, "b", "us", tenant)).Audience);
        Assert.Equal("in-eu", (await spread.MintAsync(roomId, "c", "asia", tenant)).Audience);
        Assert.Equal("in-us", (await spread.MintAsync(roomId, "d", "us", tenant)).Audience);
        var explained = await spread.ExplainAsync(roomId, tenant);
        Assert.Contains(explained.GetProperty("candidates").EnumerateArray(), c =>
            c.GetProperty("nodeId").GetString() == "in-asia" && c.GetProperty("reason").GetString() == "region-not-allowed");
        Assert.Equal(["in-eu", "in-us"], explained.GetProperty("room").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("nodeId").GetString()));
    }

    [Fact]
    public async Task A_full_room_is_full_on_all_its_nodes()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var room = await TwoNodeRoom.StartAsync(
            spread, new { name = "r", spread = "size", spreadSize = 1, maxParticipants = 2, duplicateUsers = "replace" });

        Assert.Equal("home", (await spread.MintAsync(room.Id, "a")).Audience);
        Assert.Equal("part", (await spread.MintAsync(room.Id, "b")).Audience);

        (await spread.Service.PostAsync($"/v1/rooms/{room.Id}/tokens", new { userId = "c" })).ShouldBeProblem(409, "room-full");
        Assert.Equal("part", (await spread.MintAsync(room.Id, "b")).Audience);
    }
}

using Microsoft.IdentityModel.JsonWebTokens;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Placement;

/// <summary>An open room on two nodes, as the control plane sees it.</summary>
public sealed class OpenSpreadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_node_belongs_to_the_room_while_it_has_participants_or_a_token_may_bring_one()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var room = await TwoNodeRoom.StartAsync(spread, users: ["a", "b"]);
        var bob = TwoNodeRoom.Peer("b", onPart: true);
        await room.JoinAsync(TwoNodeRoom.Peer("a"));
        await room.JoinAsync(bob);
        await Eventually.TrueAsync(async () => await spread.PartsAsync(room.Id) is [{ NodeId: "part", Open: true }]);
        await Eventually.TrueAsync(async () =>
            (await spread.ExplainAsync(room.Id)).GetProperty("room").GetProperty("nodes").EnumerateArray()
                .Select(n => (n.GetProperty("nodeId").GetString()!, n.GetProperty("participants").GetInt32()))
                .SequenceEqual([("home", 1), ("part", 1)]));

        // A token for the node was minted and has not expired.
        await room.LeaveAsync(bob);
        await Eventually.TrueAsync(async () => await spread.PartsAsync(room.Id) is [{ NodeId: "part", Open: false }]);
        await Eventually.TrueAsync(async () => (await spread.Service.GetAsync($"/v1/rooms/{room.Id}/participants/b")).Status == 404);
        Assert.Equal("part", (await spread.MintAsync(room.Id, "c")).Audience);
    }

    [Fact]
    public async Task In_a_room_that_is_set_to_span_nodes_while_it_is_open_joins_take_the_seats_of_their_tokens()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var room = await TwoNodeRoom.StartAsync(spread, new { name = "r" }, "a");
        await room.JoinAsync(TwoNodeRoom.Peer("a"));
        await spread.UntilJoinedAsync(room.Id, "a");

        (await spread.Service.PatchAsync($"/v1/rooms/{room.Id}", new { spread = "size", spreadSize = 1 })).ShouldBe(200);
        Assert.Equal("part", (await spread.MintAsync(room.Id, "b")).Audience);
        var bob = TwoNodeRoom.Peer("b", onPart: true);
        await room.JoinAsync(bob);
        await room.LeaveAsync(bob);
        await room.JoinAsync(TwoNodeRoom.Peer("marker"));
        await spread.UntilJoinedAsync(room.Id, "marker");

        Assert.Equal("part", (await spread.MintAsync(room.Id, "c")).Audience);
    }

    [Fact]
    public async Task Commands_reach_the_home_and_those_that_must_not_depend_on_its_links_all_nodes()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var room = await TwoNodeRoom.StartAsync(spread, users: ["a", "b"]);
        var (service, home, part) = (spread.Service, room.Home, room.Part);
        await room.JoinAsync(TwoNodeRoom.Peer("b", onPart: true));
        await spread.UntilJoinedAsync(room.Id, "b");

        (await service.PatchAsync($"/v1/rooms/{room.Id}", new { metadata = "changed" })).ShouldBe(200);
        Assert.IsType<UpdateRoom>(await home.NextAsync());
        (await service.PutAsync($"/v1/rooms/{room.Id}/bans/x", new { until = TimeProvider.System.GetUtcNow().AddHours(1) })).ShouldBe(202);
        Assert.Equal("x", Assert.IsType<RemoveUser>(await home.NextAsync()).UserId);
        Assert.Equal("x", Assert.IsType<RemoveUser>(await part.NextAsync()).UserId);
        (await service.DeleteAsync($"/v1/rooms/{room.Id}/participants/b")).ShouldBe(202);
        Assert.Equal("b", (await home.NextAsync<RemoveUser>()).UserId);
        Assert.Equal("b", (await part.NextAsync<RemoveUser>()).UserId);
        (await service.DeleteAsync($"/v1/rooms/{room.Id}")).ShouldBe(204);
        Assert.Equal(room.Id, (await home.NextAsync<CloseRoom>()).RoomId);
        Assert.Equal(room.Id, (await part.NextAsync<CloseRoom>()).RoomId);
    }

    [Fact]
    public async Task A_room_is_traced_on_all_of_its_nodes()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var room = await TwoNodeRoom.StartAsync(spread, users: ["a", "b"]);

        var home = (await spread.Service.PostAsync($"/v1/rooms/{room.Id}/trace", new { })).ShouldBe(201).Json;

        var part = Assert.Single(home.GetProperty("parts").EnumerateArray());
        Assert.Equal(("home", "part"), (home.GetProperty("nodeId").GetString(), part.GetProperty("nodeId").GetString()));
        foreach (var token in new[] { home, part })
        {
            var claims = new JsonWebToken(token.GetProperty("token").GetString());
            Assert.Equal(TraceTokenClaims.AudienceOf(token.GetProperty("nodeId").GetString()!), Assert.Single(claims.Audiences));
            Assert.Equal(room.Id, claims.GetPayloadValue<string>(RoomTokenClaims.Room));
        }
    }

    [Fact]
    public async Task When_the_home_is_lost_and_no_node_can_take_over_the_clients_on_the_others_are_asked_to_move()
    {
        await using var spread = await SpreadInstallation.StartAsync(azurite);
        await using var room = await TwoNodeRoom.StartAsync(spread, linkVersion: 1, users: ["a", "b"]);
        await room.JoinAsync(TwoNodeRoom.Peer("b", onPart: true));
        await Eventually.TrueAsync(async () => await spread.PartsAsync(room.Id) is [{ Open: true }]);

        await room.Home.SendAsync(new RoomLost
        {
            Tenant = spread.Service.ServiceId, RoomId = room.Id, NodeId = room.Home.Id, Epoch = room.Home.Epoch, Sequence = 0,
            At = TimeProvider.System.GetUtcNow(),
        });

        Assert.Equal(room.Id, (await room.Part.NextAsync<MigrateRoom>()).RoomId);
        Assert.NotNull(Assert.Single(await spread.PartsAsync(room.Id)).LeavingUntil);
    }
}

using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Tokens;

public sealed class TokenTests(SharedInstallation shared, AzuriteFixture azurite) : IClassFixture<SharedInstallation>
{
    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_token_contains_all_that_the_node_needs()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync(
            new { name = "r", maxParticipants = 9, codecs = new[] { "video/VP8" }, duplicateUsers = "replace", e2eeRequired = true });

        var minted = (await service.PostAsync(
            $"/v1/rooms/{roomId}/tokens",
            new { userId = "u1", name = "Ünsal", role = "moderator", metadata = "{\"seat\":4}", ttlSeconds = 60 })).ShouldBe(201);

        var token = await RoomToken.VerifyAsync(Installation, minted.Text("token"));
        Assert.Contains(token.Audience, minted.Text("url"), StringComparison.Ordinal);
        Assert.Equal("u1", token["sub"]);
        Assert.Equal("Ünsal", token[RoomTokenClaims.Name]);
        Assert.Equal(service.ServiceId, token[RoomTokenClaims.Tenant]);
        Assert.Equal(roomId, token[RoomTokenClaims.Room]);
        Assert.Equal("moderator", token[RoomTokenClaims.Role]);
        Assert.Equal("{\"seat\":4}", token[RoomTokenClaims.Metadata]);
        Assert.Equal(minted.Text("tokenId"), token["jti"]);
        Assert.NotEqual("0", token[RoomTokenClaims.Epoch]);
        Assert.Equal(TimeSpan.FromSeconds(60), token.Jwt.ValidTo - token.Jwt.IssuedAt);
        Roles.TryGetGrants("moderator", out var grants);
        Assert.Equal(grants, JsonSerializer.Deserialize<Grants>(token[RoomTokenClaims.Grants], ContractsJson.Options));
        var settings = JsonSerializer.Deserialize<RoomSettings>(token[RoomTokenClaims.Settings], ContractsJson.Options)!;
        Assert.Equal(
            (9, DuplicateUserPolicy.Replace, true, "video/VP8"),
            (settings.MaxParticipants!.Value, settings.DuplicateUsers, settings.E2eeRequired, settings.Codecs![0]));
    }

    [Fact]
    public async Task Explicit_grants_come_before_those_of_the_role()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        var minted = (await service.PostAsync(
            $"/v1/rooms/{roomId}/tokens", new { userId = "u", role = "bot", grants = new { publishData = true } })).ShouldBe(201);

        var token = await RoomToken.VerifyAsync(Installation, minted.Text("token"));
        Assert.Equal(new Grants { PublishData = true }, JsonSerializer.Deserialize<Grants>(token[RoomTokenClaims.Grants], ContractsJson.Options));
    }

    [Fact]
    public async Task Both_instances_sign_with_keys_that_both_publish()
    {
        var service = await Installation.CreateServiceAsync();
        var elsewhere = Installation.Caller(service.ServiceId, service.Key, instance: 1);
        var roomId = await service.CreateRoomAsync();

        var a = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "a" })).ShouldBe(201).Text("token");
        var b = (await elsewhere.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "b" })).ShouldBe(201).Text("token");

        Assert.Equal((await RoomToken.VerifyAsync(Installation, a, instance: 1)).Jwt.Kid, (await RoomToken.VerifyAsync(Installation, b)).Jwt.Kid);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"userId\":\"\"}")]
    [InlineData("{\"userId\":17}")]
    [InlineData("{\"userId\":\".\"}")]
    [InlineData("{\"userId\":\"..\"}")]
    [InlineData("{\"userId\":\"a\\u0007b\"}")]
    [InlineData("{\"userId\":\"a%2fb\"}")]
    [InlineData("{\"userId\":\"u\",\"role\":\"emperor\"}")]
    [InlineData("{\"userId\":\"u\",\"ttlSeconds\":0}")]
    [InlineData("{\"userId\":\"u\",\"ttlSeconds\":86400}")]
    [InlineData("{\"userId\":\"u\",\"grants\":{\"fly\":true}}")]
    [InlineData("{\"userId\":\"u\",\"grants\":{\"admin\":\"yes\"}}")]
    [InlineData("{\"userId\":\"u\",\"measured\":{\"node\":\"near\"}}")]
    public async Task Invalid_requests_are_refused(string body)
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", body)).ShouldBe(400);
    }

    [Fact]
    public async Task A_locked_room_and_a_banned_user_get_no_token()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        var path = $"/v1/rooms/{roomId}";

        (await service.PatchAsync(path, new { locked = true })).ShouldBe(200);
        (await service.PostAsync(path + "/tokens", new { userId = "u" })).ShouldBeProblem(409, "room-locked");
        (await service.PatchAsync(path, new { locked = false })).ShouldBe(200);

        var until = TimeProvider.System.GetUtcNow().AddHours(1);
        (await service.PutAsync(path + "/bans/u", new { until, reason = "spam" })).ShouldBe(202);
        (await service.PostAsync(path + "/tokens", new { userId = "u" })).ShouldBeProblem(403, "user-banned");
        (await service.PostAsync(path + "/tokens", new { userId = "v" })).ShouldBe(201);
        Assert.Equal("u", (await service.GetAsync(path + "/bans")).Json.GetProperty("items")[0].GetProperty("userId").GetString());

        (await service.DeleteAsync(path + "/bans/u")).ShouldBe(204);
        (await service.PostAsync(path + "/tokens", new { userId = "u" })).ShouldBe(201);
        (await service.DeleteAsync(path + "/bans/u")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Of_many_simultaneous_tokens_only_as_many_pass_as_there_are_seats()
    {
        var service = await Installation.CreateServiceAsync();
        var elsewhere = Installation.Caller(service.ServiceId, service.Key, instance: 1);
        var roomId = await service.CreateRoomAsync(new { name = "small", maxParticipants = 5 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            (i % 2 == 0 ? service : elsewhere).PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = $"u{i}" })));

        Assert.Equal(5, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => a.ShouldBeProblem(409, "room-full"));
    }

    [Fact]
    public async Task A_seat_is_free_again_when_its_user_left_or_never_joined()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync(new { name = "one", maxParticipants = 1, duplicateUsers = "replace" });
        var tokens = $"/v1/rooms/{roomId}/tokens";

        (await service.PostAsync(tokens, new { userId = "a", ttlSeconds = 120 })).ShouldBe(201);
        (await service.PostAsync(tokens, new { userId = "b" })).ShouldBeProblem(409, "room-full");
        (await service.PostAsync(tokens, new { userId = "a" })).ShouldBe(201);

        var alice = FakeNode.Peer("a");
        await node.StartRoomAsync(service.ServiceId, roomId);
        await node.JoinAsync(service.ServiceId, roomId, alice);
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/a")).Status == 200);
        (await service.PostAsync(tokens, new { userId = "b" })).ShouldBeProblem(409, "room-full");

        await node.LeaveAsync(service.ServiceId, roomId, alice);
        await Eventually.TrueAsync(async () => (await service.PostAsync(tokens, new { userId = "b", ttlSeconds = 1 })).Status == 201);
        await Eventually.TrueAsync(async () => (await service.PostAsync(tokens, new { userId = "c" })).Status == 201);
    }

    [Fact]
    public async Task A_participant_gets_no_second_token_where_duplicates_are_refused()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync(new { name = "r", duplicateUsers = "reject" });
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "a" })).ShouldBe(201);
        await node.StartRoomAsync(service.ServiceId, roomId);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("a"));
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/a")).Status == 200);

        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "a" })).ShouldBeProblem(409, "user-present");
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "b" })).ShouldBe(201);
    }

    [Fact]
    public async Task Revocations_reach_the_node()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        await using var node = installation.CreateNode().Listen();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        var tokenId = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "a" })).ShouldBe(201).Text("tokenId");

        (await service.DeleteAsync($"/v1/rooms/{roomId}/tokens/{tokenId}")).ShouldBe(202);
        Assert.Equal(tokenId, (await node.NextAsync<RevokeTokens>()).TokenId);

        (await service.DeleteAsync($"/v1/rooms/{roomId}/tokens?userId=a")).ShouldBe(202);
        Assert.Equal("a", (await node.NextAsync<RevokeTokens>()).UserId);
    }

    [Theory]
    [InlineData("?userId=")]
    [InlineData("?userId=a&userId=b")]
    public async Task A_revocation_without_a_user_is_refused(string query)
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        (await service.DeleteAsync($"/v1/rooms/{roomId}/tokens{query}")).ShouldBeProblem(400, "bad-request");
    }

    [Fact]
    public async Task Text_of_all_languages_takes_no_more_of_a_token_than_it_has_bytes()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync(new { name = "r", metadata = "about the room" });
        var metadata = new string('語', 1500);

        var token = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u", metadata })).ShouldBe(201).Text("token");

        Assert.InRange(token.Length, 6000, 7500);
        var verified = await RoomToken.VerifyAsync(Installation, token);
        Assert.Equal(metadata, verified["metadata"]);
        Assert.Contains("about the room", verified["settings"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_no_node_would_accept_is_not_minted()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync(new { name = "r", metadata = new string('語', 4096) });

        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u", metadata = new string('語', 4096) })).ShouldBeProblem(400, "invalid");
    }
}

using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Participants;

public sealed class ParticipantTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_lock_refuses_new_users_and_participants_can_return()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await JoinAsync(room, "alice");

        (await room.Service.PatchAsync($"/v1/rooms/{room.Id}", new { locked = true })).ShouldBe(200);

        (await room.Service.PostAsync($"/v1/rooms/{room.Id}/tokens", new { userId = "alice" })).ShouldBe(201);
        (await room.Service.PostAsync($"/v1/rooms/{room.Id}/tokens", new { userId = "eve" })).ShouldBeProblem(409, "room-locked");
    }

    [Fact]
    public async Task A_kick_revokes_what_the_user_holds_before_it_removes_the_user()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await JoinAsync(room, "alice");

        (await room.Service.DeleteAsync($"/v1/rooms/{room.Id}/participants/alice")).ShouldBe(202);

        Assert.Equal("alice", (await room.Node.NextAsync<RevokeTokens>()).UserId);
        Assert.Equal("alice", Assert.IsType<RemoveUser>(await room.Node.NextAsync()).UserId);
    }

    [Fact]
    public async Task The_end_of_a_ban_is_sent_with_a_greater_version()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var path = $"/v1/rooms/{room.Id}/bans/eve";
        var until = TimeProvider.System.GetUtcNow().AddHours(1);

        (await room.Service.PutAsync(path, new { until })).ShouldBe(202);
        var ban = await room.Node.NextAsync<RemoveUser>();
        (await room.Service.DeleteAsync(path)).ShouldBe(204);
        var lift = await room.Node.NextAsync<LiftBan>();
        (await room.Service.PutAsync(path, new { until })).ShouldBe(202);

        Assert.True(ban.BanVersion < lift.BanVersion);
        Assert.True(lift.BanVersion < (await room.Node.NextAsync<RemoveUser>()).BanVersion);
    }

    [Fact]
    public async Task A_patch_changes_single_grants_and_null_removes()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await JoinAsync(room, "alice");

        (await room.Service.PatchAsync(
            $"/v1/rooms/{room.Id}/participants/alice", """{"grants":{"publishVideo":true,"admin":null},"metadata":null}""")).ShouldBe(202);

        var update = await room.Node.NextAsync<UpdateUser>();
        Assert.Equal((true, false, null), (update.GrantsPatch!.PublishVideo, update.GrantsPatch.Admin, update.GrantsPatch.PublishAudio));
        Assert.Equal((null, ""), (update.Name, update.Metadata));
    }

    [Fact]
    public async Task Data_counts_in_the_bytes_that_go_over_the_wire()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var payload = new string('<', 60_000);

        (await room.Service.PostAsync($"/v1/rooms/{room.Id}/data", $$"""{"payload":"{{payload}}"}""")).ShouldBe(202);

        Assert.Equal(payload, (await room.Node.NextAsync<SendData>()).Payload.GetString());
    }

    private static async Task JoinAsync(OpenRoom room, string user)
    {
        await room.JoinAsync(user);
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Contains(user));
    }
}

using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Participants;

public sealed class ParticipantCommandTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Users_are_muted_changed_and_sent_data_by_command()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("alice"));
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 1);
        var path = $"/v1/rooms/{roomId}";

        (await service.PostAsync(path + "/participants/alice/mute", new { muted = true, kind = "audio" })).ShouldBe(202);
        var muted = await node.NextAsync<SetMuted>();
        Assert.Equal(("alice", true, "audio"), (muted.UserId, muted.Muted, muted.Kind));

        (await service.PatchAsync(path + "/participants/alice", new { grants = new { subscribe = true }, name = "Alice A." })).ShouldBe(202);
        var updated = await node.NextAsync<UpdateUser>();
        Assert.Equal(("Alice A.", null, true), (updated.Name, updated.GrantsPatch!.PublishAudio, updated.GrantsPatch.Subscribe));

        (await service.PostAsync(path + "/data", new { topic = "t", payload = new { x = 1 }, userIds = new[] { "alice" } })).ShouldBe(202);
        var data = await node.NextAsync<SendData>();
        Assert.Equal(("t", "{\"x\":1}"), (data.Topic, data.Payload.GetRawText()));

        (await service.PostAsync(path + "/participants/nobody/mute", new { muted = true })).ShouldBeProblem(404, "not-found");
        (await service.PostAsync(path + "/participants/alice/mute", new { })).ShouldBe(400);
        (await service.PatchAsync(path + "/participants/alice", new { })).ShouldBeProblem(400, "invalid");
    }

    [Fact]
    public async Task A_user_whose_id_has_a_slash_is_commanded_like_others()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("team/ada"));
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 1);
        var path = $"/v1/rooms/{roomId}";
        var user = path + "/participants/" + Uri.EscapeDataString("team/ada");

        (await service.GetAsync(user)).ShouldBe(200);
        (await service.PostAsync(user + "/mute", new { muted = true })).ShouldBe(202);
        Assert.Equal("team/ada", (await node.NextAsync<SetMuted>()).UserId);
        (await service.PatchAsync(user, new { name = "Ada" })).ShouldBe(202);
        Assert.Equal("team/ada", (await node.NextAsync<UpdateUser>()).UserId);
        (await service.DeleteAsync(user)).ShouldBe(202);
        Assert.Equal("team/ada", (await node.NextAsync<RemoveUser>()).UserId);

        var ban = path + "/bans/" + Uri.EscapeDataString("team/ada");
        (await service.PutAsync(ban, new { until = TimeProvider.System.GetUtcNow().AddHours(1) })).ShouldBe(202);
        (await service.PostAsync(path + "/tokens", new { userId = "team/ada" })).ShouldBeProblem(403, "user-banned");
        (await service.DeleteAsync(ban)).ShouldBe(204);
        (await service.PostAsync(path + "/tokens", new { userId = "team/ada" })).ShouldBe(201);
    }
}

using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Flow;

public sealed class FlowTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_room_is_created_placed_joined_and_listed()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        await using var node = installation.CreateNode().Listen();
        await node.ReportUntilKnownAsync(installation.Superservice, load: 0.1);

        var roomId = await service.CreateRoomAsync();
        var token = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "alice", role = "presenter" })).ShouldBe(201);
        Assert.Equal(node.Url, token.Text("url"));
        Assert.NotEqual("", token.Text("token"));

        await node.StartRoomAsync(service.ServiceId, roomId);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("alice"));
        await Eventually.TrueAsync(async () =>
            (await service.GetAsync($"/v1/rooms/{roomId}/participants")).Json.GetProperty("items").GetArrayLength() == 1);
        Assert.True((await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());

        (await service.DeleteAsync($"/v1/rooms/{roomId}/participants/alice")).ShouldBe(202);
        Assert.Equal("alice", (await node.NextAsync<RemoveUser>()).UserId);

        (await service.DeleteAsync($"/v1/rooms/{roomId}")).ShouldBe(204);
        Assert.Equal(roomId, (await node.NextAsync<CloseRoom>()).RoomId);
        (await service.GetAsync($"/v1/rooms/{roomId}")).ShouldBeProblem(404, "not-found");
    }
}

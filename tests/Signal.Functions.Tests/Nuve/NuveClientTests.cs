using System.Text;
using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Functions.Nuve.MAuth;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Nuve.Clients;
using Signal.Testing;

namespace Signal.Functions.Tests.Nuve;

/// <summary>The whole API, as each of mediasoup-signal's clients calls it.</summary>
public sealed class NuveClientTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("javascript")]
    [InlineData("python")]
    [InlineData("ruby")]
    public async Task A_client_does_all_that_it_can(string language)
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var client = Client(language, installation.Address());
        Task<NuveAnswer> Super(string call, object args) => client.CallAsync(Installation.SuperserviceId, Installation.SuperserviceKey, call, args);

        var id = (await Super("createService", new { name = "tenant", key = "the-key-of-the-tenant" })).ShouldBeJson().GetString()!;
        Assert.Equal("tenant", (await Super("getService", new { service = id })).ShouldBeJson().GetProperty("name").GetString());
        Assert.Contains((await Super("getServices", new { })).ShouldBeJson().EnumerateArray(), s => s.GetProperty("_id").GetString() == id);

        Task<NuveAnswer> Tenant(string call, object args) => client.CallAsync(id, "the-key-of-the-tenant", call, args);
        var options = new { p2p = true, data = new { color = "red" }, mediaConfiguration = "hd", eapolicy = "TTL-BEST" };
        var room = (await Tenant("createRoom", new { name = "my room", options })).ShouldBeJson();
        var roomId = room.GetProperty("_id").GetString()!;
        Assert.Equal("my room", room.GetProperty("name").GetString());
        if (language != "ruby")
        {
            Assert.True(room.GetProperty("p2p").GetBoolean());
            Assert.Equal("red", room.GetProperty("data").GetProperty("color").GetString());
            Assert.Equal("hd", room.GetProperty("mediaConfiguration").GetString());
            Assert.Equal("TTL-BEST", room.GetProperty("eapolicy").GetString());
        }

        Assert.Equal(roomId, Assert.Single((await Tenant("getRooms", new { })).ShouldBeJson().EnumerateArray()).GetProperty("_id").GetString());
        Assert.Equal("my room", (await Tenant("getRoom", new { room = roomId })).ShouldBeJson().GetProperty("name").GetString());
        await ChangeRoomAsync(client, Tenant, roomId);

        (await Tenant("createToken", new { room = roomId, user = "alice", role = "presenter" })).ShouldBe(404, "No Erizo Controller found");
        await using var node = installation.CreateNode().Listen();
        await node.ReportUntilKnownAsync(installation.Superservice);
        await CheckTokenAsync(await Tenant("createToken", new { room = roomId, user = "alice", role = "presenter" }), node);

        (await Tenant("getUsers", new { room = roomId })).ShouldBe(200, "[]");
        await node.StartRoomAsync(id, roomId);
        await node.JoinAsync(id, roomId, FakeNode.Peer("alice"));
        await Eventually.TrueAsync(async () => (await Tenant("getUsers", new { room = roomId })).ShouldBeJson().GetArrayLength() == 1);
        await ActOnUsersAsync(client, Tenant, roomId, node);

        (await Tenant("deleteRoom", new { room = roomId })).ShouldBe(200, "Room deleted");
        Assert.Equal(roomId, (await node.NextAsync<CloseRoom>()).RoomId);
        (await Tenant("getRoom", new { room = roomId })).ShouldBe(404, "Room does not exist");
        (await Super("deleteService", new { service = id })).ShouldBe(200, "Service deleted");
        (await Super("getService", new { service = id })).ShouldBe(404, "Service not found");
    }

    private static INuveClient Client(string language, Uri address) => language switch
    {
        "javascript" => new ScriptClient("node", "client.mjs", address),
        "python" => new ScriptClient("python3", "client.py", address),
        _ => new RubyWireClient(address),
    };

    private static async Task ChangeRoomAsync(INuveClient client, Func<string, object, Task<NuveAnswer>> call, string roomId)
    {
        if (!client.Has("patchRoom"))
        {
            return;
        }

        (await call("updateRoom", new { room = roomId, name = "other", options = new { data = new { color = "red" } } })).ShouldBe(200, "Room Updated");
        (await call("patchRoom", new { room = roomId, options = new { data = new { size = 3 } } })).ShouldBe(200, "Room Updated");
        var room = (await call("getRoom", new { room = roomId })).ShouldBeJson();
        Assert.Equal("other", room.GetProperty("name").GetString());
        Assert.Equal("red", room.GetProperty("data").GetProperty("color").GetString());
        Assert.Equal(3, room.GetProperty("data").GetProperty("size").GetInt32());
    }

    private static Task CheckTokenAsync(NuveAnswer answer, FakeNode node)
    {
        Assert.Equal(200, answer.Status);
        var token = JsonElement.Parse(Convert.FromBase64String(answer.Body));
        var host = $"{node.Id}.example";
        Assert.Equal(host, token.GetProperty("host").GetString());
        Assert.False(token.GetProperty("secure").GetBoolean());
        Assert.Equal(
            MAuthSignature.Compute(Installation.SuperserviceKey, $"{token.GetProperty("tokenId").GetString()},{host}"),
            token.GetProperty("signature").GetString());
        Assert.Equal(node.Url, token.GetProperty("url").GetString());
        var payload = token.GetProperty("token").GetString()!.Split('.')[1];
        var claims = JsonElement.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(payload)));
        Assert.Equal("alice", claims.GetProperty("sub").GetString());
        Assert.Equal("presenter", claims.GetProperty("role").GetString());
        return Task.CompletedTask;
    }

    private static async Task ActOnUsersAsync(INuveClient client, Func<string, object, Task<NuveAnswer>> call, string roomId, FakeNode node)
    {
        if (!client.Has("deleteUser"))
        {
            return;
        }

        var user = (await call("getUser", new { room = roomId, user = "alice" })).ShouldBeJson();
        Assert.Equal(
            ("alice", "peer-of-alice", node.Id),
            (user.GetProperty("name").GetString(), user.GetProperty("id").GetString(), user.GetProperty("agentId").GetString()));
        (await call("getUser", new { room = roomId, user = "bob" })).ShouldBe(404, "User does not exist");
        (await call("deleteUser", new { room = roomId, user = "alice" })).ShouldBe(200, "Success");
        Assert.Equal("alice", (await node.NextAsync<RemoveUser>()).UserId);
        (await call("deleteUser", new { room = roomId, user = "bob" })).ShouldBe(404, "User does not exist");
    }
}

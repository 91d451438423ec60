using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Turn;

public sealed class TurnTokenTests(AzuriteFixture azurite)
{
    private static readonly (string, string)[] Settings =
    [
        ("Turn:Servers:0:Region", "eu"),
        ("Turn:Servers:0:Urls:0", "turn:eu.example:3478?transport=udp"),
        ("Turn:Servers:0:Urls:1", "turns:eu.example:443?transport=tcp"),
        ("Turn:Servers:0:Secret", "a-shared-secret-for-tests"),
        ("Turn:Servers:1:Region", "us"),
        ("Turn:Servers:1:Urls:0", "turn:us.example:3478"),
        ("Turn:Servers:1:Secret", "another-shared-secret-for-tests"),
    ];

    [Fact]
    public async Task A_token_brings_servers_for_where_its_user_is_and_else_for_where_its_node_is()
    {
        await using var installation = await Installation.StartAsync(azurite, Settings);
        await using var node = installation.CreateNode(region: "eu");
        await node.ReportUntilKnownAsync(installation.Superservice);
        var service = await installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        var ofNode = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u1" })).ShouldBe(201).Json.GetProperty("iceServers")[0];
        var ofUser = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u2", region = "us" }))
            .ShouldBe(201).Json.GetProperty("iceServers")[0];
        var nowhere = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u3", region = "mars" })).ShouldBe(201);

        Assert.Equal(
            ["turn:eu.example:3478?transport=udp", "turns:eu.example:443?transport=tcp"],
            ofNode.GetProperty("urls").EnumerateArray().Select(url => url.GetString()!));
        Assert.EndsWith(":u1", ofNode.GetProperty("username").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(ofNode.GetProperty("credential").GetString()!);
        Assert.Equal("turn:us.example:3478", ofUser.GetProperty("urls")[0].GetString());
        Assert.False(nowhere.Json.TryGetProperty("iceServers", out _));
    }
}

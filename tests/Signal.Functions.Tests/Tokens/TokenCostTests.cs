using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Tokens;

/// <summary>The cost of a token in table operations, which determine its latency and price.</summary>
public sealed class TokenCostTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_token_of_a_placed_room_costs_the_nonce_and_one_read()
    {
        await using var tables = await CountingProxy.StartAsync(azurite);
        await using var installation = await Installation.StartAsync(azurite, ("Tables:ConnectionString", tables.ConnectionString));
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var service = await installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "first" })).ShouldBe(201);
        tables.Clear();

        const int Tokens = 10;
        for (var i = 0; i < Tokens; i++)
        {
            (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = $"u{i}" })).ShouldBe(201);
        }

        // The operations of the room and its tokens only; timers and the rate limits' counts by window continue meanwhile.
        Assert.Equal(Tokens, Count("GET", roomId));
        Assert.Equal(Tokens, Count("", roomId));
        Assert.Equal(Tokens, Count("POST", "Nonces"));
        Assert.Equal(0, Count("POST", "$batch"));

        int Count(string method, string part) => tables.Requests.Count(request =>
            request.StartsWith(method, StringComparison.Ordinal) && request.Contains(part, StringComparison.Ordinal));
    }
}

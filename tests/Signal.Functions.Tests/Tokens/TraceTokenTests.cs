using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts.Tokens;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Tokens;

public sealed class TraceTokenTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_trace_token_is_for_one_room_on_the_node_that_holds_it_and_for_a_minute()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        var nodeId = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("nodeId");

        var answer = (await service.PostAsync($"/v1/rooms/{roomId}/trace", new { })).ShouldBe(201);

        Assert.Equal(nodeId, answer.Text("nodeId"));
        Assert.EndsWith($"/trace/rooms/{roomId}", answer.Text("url"), StringComparison.Ordinal);
        var jwt = await VerifyAsync(answer.Text("token"), nodeId);
        var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(jwt.EncodedPayload)).RootElement;
        Assert.Equal(service.ServiceId, claims.GetProperty(RoomTokenClaims.Tenant).GetString());
        Assert.Equal(roomId, claims.GetProperty(RoomTokenClaims.Room).GetString());
        Assert.True(claims.GetProperty(RoomTokenClaims.Epoch).GetInt64() > 0);
        Assert.Equal(TraceTokenClaims.Lifetime, jwt.ValidTo - jwt.IssuedAt);
        Assert.Equal(jwt.ValidTo, answer.Json.GetProperty("expiresAt").GetDateTimeOffset().UtcDateTime);
        Assert.False(claims.TryGetProperty(RoomTokenClaims.Grants, out _));
    }

    [Fact]
    public async Task Only_the_owner_and_the_superservice_may_trace_a_room()
    {
        var owner = await Installation.CreateServiceAsync();
        var other = await Installation.CreateServiceAsync();
        var roomId = await owner.CreateRoomAsync();
        (await owner.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);

        (await other.PostAsync($"/v1/rooms/{roomId}/trace", new { })).ShouldBe(404);
        (await other.PostAsync($"/v1/rooms/{roomId}/trace?serviceId={owner.ServiceId}", new { })).ShouldBe(403);
        (await owner.PostAsync($"/v1/rooms/{roomId}/trace?serviceId={owner.ServiceId}", new { })).ShouldBe(201);
        (await owner.PostAsync($"/v1/rooms/{roomId}/trace?serviceId=", new { })).ShouldBe(400);
        (await Installation.Superservice.PostAsync($"/v1/rooms/{roomId}/trace", new { })).ShouldBe(404);
        var answer = (await Installation.Superservice.PostAsync($"/v1/rooms/{roomId}/trace?serviceId={owner.ServiceId}", new { })).ShouldBe(201);
        Assert.Equal(owner.ServiceId, new JsonWebToken(answer.Text("token")).GetPayloadValue<string>(RoomTokenClaims.Tenant));
    }

    [Fact]
    public async Task A_room_without_a_node_cannot_be_traced()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        (await service.PostAsync($"/v1/rooms/{roomId}/trace", new { })).ShouldBe(409);
        (await service.PostAsync("/v1/rooms/no-such-room/trace", new { })).ShouldBe(404);
    }

    private async Task<JsonWebToken> VerifyAsync(string token, string nodeId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/jwks.json");
        var keys = (await Installation.SendAsync(request)).ShouldBe(200);
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = RoomTokenClaims.Issuer,
            ValidAudience = TraceTokenClaims.AudienceOf(nodeId),
            ValidTypes = [TraceTokenClaims.TokenType],
            ValidAlgorithms = ["ES256"],
            IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(keys.Body).GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}

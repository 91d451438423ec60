using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Moves;

/// <summary>A participant is moved to another room of its service.</summary>
public sealed class ParticipantMoveTests(AzuriteFixture azurite)
{
    private static readonly PeerInfo Alice = FakeNode.Peer("alice") with { Name = "Dr Alice", Metadata = "seat 4", Role = "speaker" };

    [Fact]
    public async Task The_node_receives_a_token_for_the_other_room_with_what_the_participant_has()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenAsync(installation);
        var target = await room.Service.CreateRoomAsync();

        var answer = (await MoveAsync(room, new { roomId = target })).ShouldBe(202);

        var command = await room.Node.NextAsync<MovePeer>();
        Assert.Equal(answer.Text("commandId"), command.Id);
        Assert.Equal((room.Id, Alice.PeerId, target), (command.RoomId, command.PeerId, command.TargetRoomId));
        Assert.Equal(command.Access.ExpiresAt, command.ExpiresAt);
        Assert.Equal((room.Node.Id, room.Node.Url), (command.Access.NodeId, command.Access.Url));
        Assert.DoesNotContain(command.Access.Token, command.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(command.Access.Token, answer.Body, StringComparison.Ordinal);
        var token = await RoomToken.VerifyAsync(installation, command.Access.Token);
        Assert.Equal((target, "alice", "Dr Alice", "seat 4", "speaker"), (
            token[RoomTokenClaims.Room], token["sub"], token[RoomTokenClaims.Name], token[RoomTokenClaims.Metadata], token[RoomTokenClaims.Role]));
        Assert.Equal(Alice.Grants, JsonSerializer.Deserialize<Grants>(token[RoomTokenClaims.Grants], ContractsJson.Options));
    }

    [Fact]
    public async Task Given_values_replace_those_of_the_participant()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenAsync(installation);
        var target = await room.Service.CreateRoomAsync();

        (await MoveAsync(room, new { roomId = target, role = "viewer", name = "A.", metadata = "back row" })).ShouldBe(202);

        var token = await RoomToken.VerifyAsync(installation, (await room.Node.NextAsync<MovePeer>()).Access.Token);
        Assert.True(Roles.TryGetGrants("viewer", out var grants));
        Assert.Equal(grants, JsonSerializer.Deserialize<Grants>(token[RoomTokenClaims.Grants], ContractsJson.Options));
        Assert.Equal(("viewer", "A.", "back row"), (token[RoomTokenClaims.Role], token[RoomTokenClaims.Name], token[RoomTokenClaims.Metadata]));
    }

    [Fact]
    public async Task Each_reason_against_a_move_has_its_code()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenAsync(installation);
        var stranger = await installation.CreateServiceAsync();
        var foreign = await stranger.CreateRoomAsync();
        var locked = await room.Service.CreateRoomAsync(new { name = "locked", locked = true });
        var full = await room.Service.CreateRoomAsync(new { name = "full", maxParticipants = 1 });
        (await room.Service.PostAsync($"/v1/rooms/{full}/tokens", new { userId = "first" })).ShouldBe(201);
        var banned = await room.Service.CreateRoomAsync();
        (await room.Service.PutAsync($"/v1/rooms/{banned}/bans/alice", new { until = TimeProvider.System.GetUtcNow().AddHours(1) })).ShouldBe(202);
        var open = await room.Service.CreateRoomAsync();

        var unknown = (await MoveAsync(room, new { roomId = "unknown" })).ShouldBeProblem(404, "target-not-found");
        var ofAnother = (await MoveAsync(room, new { roomId = foreign })).ShouldBeProblem(404, "target-not-found");
        Assert.Equal((unknown.Text("title"), false), (ofAnother.Text("title"), ofAnother.Json.TryGetProperty("detail", out _)));
        (await MoveAsync(room, new { roomId = room.Id })).ShouldBeProblem(400, "invalid");
        (await MoveAsync(room, new { roomId = "" })).ShouldBeProblem(400, "invalid");
        (await MoveAsync(room, new { roomId = open, role = "emperor" })).ShouldBeProblem(400, "invalid");
        (await MoveAsync(room, new { })).ShouldBe(400);
        (await MoveAsync(room, new { roomId = locked })).ShouldBeProblem(409, "room-locked");
        (await MoveAsync(room, new { roomId = full })).ShouldBeProblem(409, "room-full");
        (await MoveAsync(room, new { roomId = banned })).ShouldBeProblem(403, "user-banned");
        (await MoveAsync(room, new { roomId = open }, peerId: "nobody")).ShouldBeProblem(404, "not-found");
        (await stranger.PostAsync(PathOf(room), new { roomId = foreign })).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_participant_that_has_left_cannot_be_moved()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenAsync(installation);
        var target = await room.Service.CreateRoomAsync();

        await room.Node.LeaveAsync(room.Service.ServiceId, room.Id, Alice);
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 0);

        (await MoveAsync(room, new { roomId = target })).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_move_does_not_count_as_another_participant_of_the_service()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var created = (await installation.Superservice.PostAsync("/v1/services", new { name = "small", maxParticipants = 1 })).ShouldBe(201);
        var small = installation.Caller(created.Text("id"), created.Json.GetProperty("newKey").GetProperty("key").GetString()!);
        await using var room = await OpenAsync(installation, small);
        var target = await small.CreateRoomAsync();
        await Eventually.TrueAsync(async () =>
        {
            await room.ReportAsync(peers: 1);
            return (await room.Service.PostAsync($"/v1/rooms/{target}/tokens", new { userId = "bob" })).Code == "quota-exceeded";
        });

        (await MoveAsync(room, new { roomId = target })).ShouldBe(202);
    }

    [Fact]
    public async Task While_the_bus_is_unavailable_nobody_is_moved()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenAsync(installation);
        var target = await room.Service.CreateRoomAsync();

        await installation.StopBusAsync();

        (await MoveAsync(room, new { roomId = target })).ShouldBeProblem(503, "unavailable");
    }

    private static async Task<OpenRoom> OpenAsync(Installation installation, ServiceCaller? of = null)
    {
        var room = await OpenRoom.StartAsync(installation, of: of);
        await room.Node.JoinAsync(room.Service.ServiceId, room.Id, Alice);
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Contains("alice"));
        return room;
    }

    private static string PathOf(OpenRoom room, string? peerId = null) => $"/v1/rooms/{room.Id}/participants/{peerId ?? Alice.PeerId}/move";

    private static Task<Answer> MoveAsync(OpenRoom room, object body, string? peerId = null) => room.Service.PostAsync(PathOf(room, peerId), body);
}

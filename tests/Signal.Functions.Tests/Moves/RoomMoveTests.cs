using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Moves;

/// <summary>An open room is moved to another node.</summary>
public sealed class RoomMoveTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task New_tokens_are_for_the_new_node_and_the_former_one_moves_its_clients()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var other = await AddNodeAsync(installation, "other");

        var answer = (await MoveAsync(installation, room, new { nodeId = other.Id })).ShouldBe(202);

        Assert.Equal((other.Id, room.Node.Id), (answer.Text("nodeId"), answer.Text("from")));
        var command = await room.Node.NextAsync<MigrateRoom>();
        Assert.Equal((room.Id, answer.Json.GetProperty("deadline").GetDateTimeOffset()), (command.RoomId, command.Deadline));
        Assert.Equal(other.Url, (await TokenAsync(room, "alice")).ShouldBe(201).Text("url"));
        await other.StartRoomAsync(room.Service.ServiceId, room.Id);
        await LiveAsync(room, isLive: true);
        (await MoveAsync(installation, room, new { nodeId = room.Node.Id })).ShouldBeProblem(409, "room-moving");
        await room.Node.EndRoomAsync(room.Service.ServiceId, room.Id);
        await Eventually.TrueAsync(async () => (await MoveAsync(installation, room, new { nodeId = room.Node.Id })).Status == 202);
        Assert.Equal(room.Node.Url, (await TokenAsync(room, "alice")).ShouldBe(201).Text("url"));
        Assert.Equal(room.Id, (await other.NextAsync<MigrateRoom>()).RoomId);
    }

    [Fact]
    public async Task Without_a_node_the_best_of_the_others_is_chosen_as_a_dry_run_explains()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var busy = await AddNodeAsync(installation, "busy", load: 0.9);
        await using var free = await AddNodeAsync(installation, "free", load: 0.5);

        var explained = (await installation.Superservice.PostAsync("/v1/placement/dry-run", new { except = room.Node.Id })).ShouldBe(200);
        Assert.Equal(free.Id, explained.Text("chosen"));
        Assert.Equal("excluded", explained.Json.GetProperty("candidates").EnumerateArray().Single(c => c.GetProperty("nodeId").GetString() == room.Node.Id)
            .GetProperty("reason").GetString());
        Assert.Equal(free.Id, (await MoveAsync(installation, room, new { })).ShouldBe(202).Text("nodeId"));
    }

    [Fact]
    public async Task Each_reason_against_a_move_has_its_code()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var closed = await room.Service.CreateRoomAsync();

        (await MoveAsync(installation, room, new { })).ShouldBeProblem(503, "no-node");
        await using var draining = await AddNodeAsync(installation, "draining", state: NodeState.Draining);
        (await MoveAsync(installation, room, new { nodeId = draining.Id })).ShouldBeProblem(409, "node-unavailable");
        (await MoveAsync(installation, room, new { nodeId = "unknown" })).ShouldBeProblem(409, "node-unavailable");
        (await MoveAsync(installation, room, new { nodeId = room.Node.Id })).ShouldBeProblem(400, "invalid");
        (await MoveAsync(installation, room, new { }, closed)).ShouldBeProblem(409, "room-not-open");
        (await MoveAsync(installation, room, new { }, "unknown")).ShouldBeProblem(404, "not-found");
        (await room.Service.PostAsync($"/v1/rooms/{room.Id}/move", new { })).ShouldBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Of_two_moves_at_once_one_wins()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var one = await AddNodeAsync(installation, "one");
        await using var two = await AddNodeAsync(installation, "two");

        var answers = await Task.WhenAll(
            MoveAsync(installation, room, new { nodeId = one.Id }), MoveAsync(installation, room, new { nodeId = two.Id }));

        var winner = Assert.Single(answers, answer => answer.Status == 202);
        Assert.Single(answers, answer => answer.Code == "room-moving");
        Assert.Equal(winner.Text("nodeId"), (await TokenAsync(room, "alice")).ShouldBe(201).Text("nodeId"));
    }

    [Fact]
    public async Task A_lost_command_is_sent_again()
    {
        await using var installation = await Installation.StartAsync(
            azurite, ("Commands:MigrateTimeout", "00:00:01"), ("Nodes:ReconcileEvery", "00:00:01"), ("Nodes:ReconcileGrace", "00:00:01"));
        await using var room = await OpenRoom.StartAsync(installation);
        await using var other = await AddNodeAsync(installation, "other");
        (await MoveAsync(installation, room, new { nodeId = other.Id })).ShouldBe(202);
        var first = await room.Node.NextAsync<MigrateRoom>();

        var again = room.Node.NextAsync<MigrateRoom>();
        await Eventually.TrueAsync(async () =>
        {
            await room.ReportAsync(peers: 0);
            return again.IsCompleted;
        });

        Assert.True((await again).Deadline > first.Deadline);
    }

    [Theory]
    [InlineData("allow")]
    [InlineData("reject")]
    [InlineData("replace")]
    public async Task Everybody_in_a_full_room_gets_a_token_for_the_new_node_and_nobody_else(string duplicateUsers)
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var other = await AddNodeAsync(installation, "other");
        await room.JoinAsync("alice");
        await room.JoinAsync("bob");
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 2);
        (await room.Service.PatchAsync($"/v1/rooms/{room.Id}", new { maxParticipants = 2, duplicateUsers })).ShouldBe(200);

        (await MoveAsync(installation, room, new { })).ShouldBe(202);

        Assert.Equal(other.Url, (await TokenAsync(room, "alice")).ShouldBe(201).Text("url"));
        await other.StartRoomAsync(room.Service.ServiceId, room.Id);
        await other.JoinAsync(room.Service.ServiceId, room.Id, FakeNode.Peer("alice", "alice@other"));
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 3);
        (await TokenAsync(room, "eve")).ShouldBeProblem(409, "room-full");
        (await TokenAsync(room, "bob")).ShouldBe(201);
    }

    [Fact]
    public async Task A_token_that_moves_a_room_off_a_draining_node_moves_its_participants_too()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var other = await AddNodeAsync(installation, "other");

        (await installation.Superservice.PostAsync($"/v1/nodes/{room.Node.Id}/drain", new { deadlineSeconds = 600 })).ShouldBe(202);

        Assert.Equal(other.Url, (await TokenAsync(room, "new")).ShouldBe(201).Text("url"));
        Assert.Equal(room.Id, (await room.Node.NextAsync<MigrateRoom>()).RoomId);
    }

    private static async Task<FakeNode> AddNodeAsync(Installation installation, string id, double load = 0, NodeState state = NodeState.Serving)
    {
        var node = installation.CreateNode(id).Listen();
        await node.ReportUntilKnownAsync(installation.Superservice, load, state);
        return node;
    }

    private static Task<Answer> MoveAsync(Installation installation, OpenRoom room, object body, string? roomId = null) =>
        installation.Superservice.PostAsync($"/v1/rooms/{roomId ?? room.Id}/move?serviceId={room.Service.ServiceId}", body);

    private static Task<Answer> TokenAsync(OpenRoom room, string userId) => room.Service.PostAsync($"/v1/rooms/{room.Id}/tokens", new { userId });

    private static Task LiveAsync(OpenRoom room, bool isLive) => Eventually.TrueAsync(async () =>
        (await room.Service.GetAsync($"/v1/rooms/{room.Id}")).Json.GetProperty("live").GetBoolean() == isLive);
}

using System.Text;
using Microsoft.AspNetCore.Http;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Placement;
using Signal.Testing;

namespace Signal.Functions.Tests.AdminPage;

/// <summary>The connections of participants, which the app reads from the node of the room.</summary>
public sealed class RoomConnectionsTests(AdminInstallation admin, AzuriteFixture azurite) : IClassFixture<AdminInstallation>
{
    private Installation Installation => admin.Installation;

    [Fact]
    public async Task The_worst_stream_that_is_not_paused_decides_on_the_quality()
    {
        const string Trace = """
            { "peers": [
              { "peerId": "a", "connected": true, "name": "Ada", "transports": [],
                "producers": [{ "id": "1", "score": 9, "paused": false }, { "id": "2", "score": 0, "paused": true }, { "id": "3", "paused": false }],
                "consumers": [{ "id": "4", "score": 7, "paused": false, "producerPaused": false }, { "id": "5", "score": 1, "paused": false, "producerPaused": true }] },
              { "peerId": "b", "connected": false, "producers": [], "consumers": [] } ], "partial": false }
            """;
        await using var server = await TraceServer.StartAsync(context => context.Response.WriteAsync(Trace));
        await using var room = await OpenAsync(server);

        var answer = (await room.Service.GetAsync($"/console/api/rooms/{room.Id}/quality?peer=a&peer=b%26c")).ShouldBe(200);

        Assert.Equal(
            """[{"peerId":"a","connected":true,"sends":9,"receives":7},{"peerId":"b","connected":false}]""",
            answer.Json.GetProperty("items").GetRawText());
        Assert.Equal($"/trace/rooms/{room.Id}?peer=a&peer=b%26c&statistics=false Bearer", Assert.Single(server.Queries));
    }

    [Fact]
    public async Task The_details_of_a_peer_are_those_of_the_node()
    {
        const string Peer = """{"peerId":"a","connected":true,"transports":[{"id":"t","stats":[{"any":1}]}]}""";
        await using var server = await TraceServer.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Query["peer"] == "a" ? $$"""{"peers":[{{Peer}}]}""" : """{"peers":[]}"""));
        await using var room = await OpenAsync(server);

        Assert.Equal(Peer, (await room.Service.GetAsync($"/console/api/rooms/{room.Id}/connections/a")).ShouldBe(200).Body);
        (await room.Service.GetAsync($"/console/api/rooms/{room.Id}/connections/gone")).ShouldBeProblem(404, "not-found");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("another shape")]
    [InlineData("too large")]
    [InlineData("redirect")]
    [InlineData("error")]
    [InlineData("silence")]
    public async Task A_node_that_does_not_answer_properly_is_unavailable(string flaw)
    {
        await using var server = await TraceServer.StartAsync(async context =>
        {
            switch (flaw)
            {
                case "redirect":
                    context.Response.Redirect("/healthz/live");
                    break;
                case "error":
                    context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                    break;
                case "silence":
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                    break;
                case "too large":
                    await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"peers\":[" + new string(' ', 5_000_000) + "]}"), context.RequestAborted);
                    break;
                default:
                    await context.Response.WriteAsync(flaw == "garbage" ? "<html>" : """{"peers":[{"peerId":null}]}""", context.RequestAborted);
                    break;
            }
        });
        await using var room = await OpenAsync(server);

        (await room.Service.GetAsync($"/console/api/rooms/{room.Id}/quality?peer=a")).ShouldBeProblem(503, "unavailable");
    }

    [Fact]
    public async Task In_a_room_over_two_nodes_each_node_is_asked_and_one_that_does_not_answer_hides_only_its_own_peers()
    {
        static Func<HttpContext, Task> Answer(string peer) => context => context.Response.WriteAsync(
            !context.Request.Query["peer"].Contains(peer)
                ? """{"peers":[]}"""
                : $$"""{"peers":[{"peerId":"{{peer}}","connected":true,"producers":[],"consumers":[]}]}""");
        var partAnswer = Answer("b");
        await using var home = await TraceServer.StartAsync(Answer("a"));
        await using var part = await TraceServer.StartAsync(context => partAnswer(context));
        await using var spread = await SpreadInstallation.StartAsync(azurite, ("AdminPage:Enabled", "true"));
        await using var room = await TwoNodeRoom.StartAtAsync(spread, home.Address, part.Address, "a", "b");
        var path = $"/console/api/rooms/{room.Id}/";
        async Task<IEnumerable<string?>> PeersAsync() => (await spread.Service.GetAsync(path + "quality?peer=a&peer=b")).ShouldBe(200)
            .Json.GetProperty("items").EnumerateArray().Select(peer => peer.GetProperty("peerId").GetString());

        Assert.Equal(["a", "b"], await PeersAsync());
        (await spread.Service.GetAsync(path + "connections/b")).ShouldBe(200);
        (await spread.Service.GetAsync(path + "connections/gone")).ShouldBeProblem(404, "not-found");

        partAnswer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        Assert.Equal(["a"], await PeersAsync());
        (await spread.Service.GetAsync(path + "connections/b")).ShouldBeProblem(503, "unavailable");

        partAnswer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        Assert.Equal(["a"], await PeersAsync());
        (await spread.Service.GetAsync(path + "connections/b")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Rooms_of_others_and_rooms_that_are_not_open_have_no_connections()
    {
        await using var server = await TraceServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await using var room = await OpenAsync(server);
        var stranger = await Installation.CreateServiceAsync();
        var closed = await room.Service.CreateRoomAsync();

        (await stranger.GetAsync($"/console/api/rooms/{room.Id}/quality?peer=a")).ShouldBeProblem(404, "not-found");
        Assert.Empty(server.Queries);
        (await room.Service.GetAsync($"/console/api/rooms/{room.Id}/quality?peer=a")).ShouldBeProblem(409, "conflict");
        (await room.Service.GetAsync($"/console/api/rooms/{closed}/connections/a")).ShouldBeProblem(409, "conflict");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?peer=")]
    [InlineData("?peer=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Peers_that_are_not_ids_are_refused(string query)
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        (await service.GetAsync($"/console/api/rooms/{roomId}/quality{query}")).ShouldBeProblem(400, "bad-request");
        var tooMany = string.Join('&', Enumerable.Repeat("peer=a", 51));
        (await service.GetAsync($"/console/api/rooms/{roomId}/quality?{tooMany}")).ShouldBeProblem(400, "bad-request");
    }

    private Task<OpenRoom> OpenAsync(TraceServer server) => OpenRoom.StartAsync(Installation, Installation.CreateNodeAt(server.Address));
}

using System.Text.Json.Nodes;
using Signal.Admin;
using Signal.LoadTest.Peers;
using Signal.Testing;

namespace Signal.Cli.Tests.Trace;

/// <summary><c>signal trace</c> against a real control plane and a real node.</summary>
[Collection(nameof(LiveInstallation))]
public sealed class TraceTests(LiveInstallation installation)
{
    [Fact]
    public async Task A_room_is_traced_by_its_service_and_by_the_superservice()
    {
        var service = await installation.Superservice.Services.CreateAsync(new ServiceSpec("tenant"));
        using var cli = Cli.For(installation.Address, service.Id, service.NewKey!.Key);
        using var superservice = installation.SuperserviceCli();
        var room = (string)(await cli.JsonAsync("rooms", "create", "r"))["id"]!;
        await using var alice = await JoinAsync(cli, room, "alice");
        await using var bob = await JoinAsync(cli, room, "bob");

        var tree = await cli.RunAsync("trace", room);
        var json = JsonNode.Parse((await superservice.RunAsync("trace", room, "--owner", service.Id, "--output", "json")).Output)!;

        Assert.True(tree.Code == 0, tree.Error);
        Assert.StartsWith($"room {room}, node {LiveInstallation.NodeId}, ", tree.Output, StringComparison.Ordinal);
        Assert.Contains("user bob, presenter, joined ", tree.Output, StringComparison.Ordinal);
        Assert.Contains("send transport ", tree.Output, StringComparison.Ordinal);
        Assert.Contains(", microphone, audio/opus", tree.Output, StringComparison.Ordinal);
        Assert.Equal((room, 2), ((string?)json["roomId"], json["peers"]!.AsArray().Count));
        Assert.All(json["peers"]!.AsArray(), peer => Assert.Equal("webrtc-transport", (string?)peer!["transports"]![0]!["stats"]![0]!["type"]));
    }

    [Fact]
    public async Task Rooms_of_others_and_rooms_that_are_not_open_have_exit_codes()
    {
        using var cli = await installation.CreateServiceAsync();
        using var other = await installation.CreateServiceAsync();
        var room = (string)(await cli.JsonAsync("rooms", "create", "r"))["id"]!;

        Assert.Equal(ExitCodes.Conflict, (await cli.RunAsync("trace", room)).Code);
        Assert.Equal(ExitCodes.NotFound, (await other.RunAsync("trace", room)).Code);
        Assert.Equal(ExitCodes.Unauthorized, (await other.RunAsync("trace", room, "--owner", "superservice")).Code);

        // Placed, but nobody has come yet.
        await cli.JsonAsync("tokens", "create", room, "u");
        Assert.Equal(ExitCodes.NotFound, (await cli.RunAsync("trace", room)).Code);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_ends_the_trace_with_its_exit_code()
    {
        using var cli = await installation.CreateServiceAsync();
        var room = (string)(await cli.JsonAsync("rooms", "create", "r"))["id"]!;
        await using var alice = await JoinAsync(cli, room, "alice");

        installation.SignalNode(ProcessSignal.Stop);
        Outcome outcome;
        try
        {
            outcome = await cli.RunAsync("trace", room);
        }
        finally
        {
            installation.SignalNode(ProcessSignal.Continue);
        }

        Assert.Equal((ExitCodes.Unavailable, "", "error: the request timed out\n"), (outcome.Code, outcome.Output, outcome.Error));
        Assert.Equal(0, (await cli.RunAsync("trace", room)).Code);
    }

    private static async Task<PeerConnection> JoinAsync(Cli cli, string room, string user)
    {
        var token = await cli.JsonAsync("tokens", "create", room, user, "--role", "presenter");
        var connection = new PeerConnection(new PeerConnectionOptions
        {
            Url = new Uri((string)token["url"]!), Token = (string)token["token"]!, OnEvent = (_, _) => { }, OnOffer = (_, _) => { },
        });
        await connection.OpenAsync(PeerConnection.RequestTimeout);
        var (transport, _, _) = await RoomEntry.EnterAsync(connection);
        await RoomEntry.PublishAsync(connection, transport, "audio", 1, "microphone");
        return connection;
    }
}

using System.Text.Json.Nodes;
using Signal.Admin.Tests;
using Signal.Testing;

namespace Signal.Cli.Tests.Load;

/// <summary><c>signal load</c> against a real control plane and a real node.</summary>
[Collection(nameof(LiveInstallation))]
public sealed class LoadTests(LiveInstallation installation)
{
    private const int Peers = 6;

    [Theory]
    [InlineData("json")]
    [InlineData("messagepack")]
    public async Task Peers_join_mute_lose_their_connections_and_leave_no_room(string encoding)
    {
        using var cli = installation.SuperserviceCli();
        var file = Path.Combine(cli.Folder, "result.json");

        var outcome = await cli.RunAsync(
            "load", "--rooms", "2", "--peers", "3", "--rate", "20", "--ramp", "1s", "--duration", "16s", "--messages", "4", "--cut", "0.5", "--churn", "0.5",
            "--encoding", encoding, "--out", file);

        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
        Assert.Contains($"{Peers} of {Peers} peers joined", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("full join", outcome.Output, StringComparison.Ordinal);
        var result = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        Assert.Equal("[]", result["errors"]!.ToJsonString());
        Assert.Equal("[]", result["roomsLeft"]!.ToJsonString());
        Assert.Equal(
            (Peers, Peers, Peers),
            (Number(result, "arrivals", "planned"), Number(result, "arrivals", "succeeded"), Number(result, "arrivals", "mostPeers")));
        Assert.True(Number(result, "join", "count") >= Peers + Number(result, "churned"));
        Assert.True(Number(result, "firstConsumer", "count") > 0, result.ToJsonString());
        Assert.True(Number(result, "message", "count") > 0);
        Assert.True((double)result["join"]!["p50"]! <= (double)result["join"]!["p99"]!);
        Assert.Equal(Number(result, "losses", "cut"), Number(result, "losses", "resumed"));
        Assert.True(Number(result, "losses", "cut") > 0);
        Assert.Equal(0, Number(result, "losses", "gaveUp"));
        Assert.Equal(LiveInstallation.NodeId, (string?)Assert.Single(result["nodes"]!.AsArray())!["id"]);
        Assert.Empty((await cli.JsonAsync("rooms", "list")).AsArray());
    }

    [Fact]
    public async Task A_burst_of_subscribers_is_measured_for_a_service_that_does_not_see_nodes()
    {
        using var cli = await installation.CreateServiceAsync();

        var result = await cli.JsonAsync("load", "--rooms", "1", "--peers", "5", "--publishers", "1", "--burst", "--duration", "8s");

        Assert.Equal(5, Number(result, "arrivals", "succeeded"));
        Assert.Null(result["nodes"]);
        Assert.Null(result["message"]);
        Assert.Empty((await cli.JsonAsync("rooms", "list")).AsArray());
    }

    [Fact]
    public async Task Peers_with_media_complete_DTLS_and_receive_the_packets_of_others()
    {
        using var cli = await installation.CreateServiceAsync();

        var result = await cli.JsonAsync(
            "load", "--rooms", "1", "--peers", "4", "--publishers", "2", "--media", "0.75",
            "--rate", "2", "--churn", "0.5", "--cut", "0.5", "--duration", "20s");

        Assert.Equal("[]", result["errors"]!.ToJsonString());
        var media = result["media"]!;
        Assert.True(media["connect"] is not null && media["firstPacket"] is not null, media.ToJsonString());
        Assert.True(Number(media, "connect", "count") >= 3);

        // A publisher receives the other one, the subscriber receives both: two receivers of each packet, but for the times of those who are away.
        var sent = Number(media, "packetsSent");
        Assert.InRange(Number(media, "packetsReceived"), sent / 2, 2 * sent);
        Assert.InRange(Number(media, "packetsLost"), 0, sent / 20);
    }

    [Fact]
    public async Task Ctrl_C_leaves_no_room_behind()
    {
        var service = await installation.Superservice.Services.CreateAsync(new Admin.ServiceSpec("tenant"));
        using var cli = Cli.For(installation.Address, service.Id, service.NewKey!.Key);
        await using var load = ChildProcess.Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "signal.dll"), "load", "--rooms", "3", "--peers", "2", "--duration", "1h"],
            new Dictionary<string, string?>
            {
                ["SIGNAL_URL"] = installation.Address.ToString(), ["SIGNAL_SERVICE"] = service.Id, ["SIGNAL_KEY"] = service.NewKey.Key,
            });
        await Eventually.TrueAsync(
            async () => (await cli.JsonAsync("rooms", "list")).AsArray() is { Count: 3 } rooms && rooms.Any(room => (bool)room!["live"]!),
            TestContext.Current.CancellationToken);

        load.Stop();

        Assert.Equal(ExitCodes.Cancelled, await load.WaitForExitAsync(TimeSpan.FromSeconds(120)));
        Assert.Contains("interrupted", load.Output, StringComparison.Ordinal);
        Assert.Empty((await cli.JsonAsync("rooms", "list")).AsArray());
    }

    [Fact]
    public async Task Progress_is_shown_on_a_terminal_only()
    {
        using var cli = await installation.CreateServiceAsync();
        cli.IsErrorTerminal = true;

        var outcome = await cli.RunAsync("load", "--rooms", "1", "--peers", "1", "--duration", "2s");

        Assert.Contains(" of 2 s, ", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("\r\u001b[K", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    private static int Number(JsonNode result, params string[] path) => (int)path.Aggregate(result, (node, name) => node[name]!);
}

/// <summary><c>signal load</c> against a control plane whose only node is on another host.</summary>
public sealed class ForeignNodeTests(ControlPlane controlPlane) : IClassFixture<ControlPlane>
{
    [Fact]
    public async Task A_node_on_a_host_that_was_not_given_is_not_contacted()
    {
        using var cli = Cli.For(controlPlane.Address, "superservice", ControlPlane.SuperserviceKey);

        var outcome = await cli.RunAsync("load", "--rooms", "2", "--peers", "2", "--duration", "1h");

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Equal("error: the node on host node-1.example was not given; if it may be loaded, add --allow-node node-1.example\n", outcome.Error);
        Assert.Equal("", outcome.Output);
        Assert.Empty((await cli.JsonAsync("rooms", "list")).AsArray());
    }

    [Theory]
    [InlineData("--rooms", "0")]
    [InlineData("--rooms", "1000000", "--peers", "1000000")]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "NaN")]
    [InlineData("--cut", "1.5")]
    [InlineData("--churn", "-1")]
    [InlineData("--duration", "0s")]
    [InlineData("--duration", "9d")]
    [InlineData("--burst", "--ramp", "1s")]
    [InlineData("--encoding", "xml")]
    public async Task Options_that_make_no_load_are_refused(params string[] options)
    {
        using var cli = Cli.For(controlPlane.Address, "superservice", ControlPlane.SuperserviceKey);

        var outcome = await cli.RunAsync(["load", .. options]);

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}

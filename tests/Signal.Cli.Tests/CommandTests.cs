using System.Buffers.Text;
using System.Text.Json.Nodes;
using Signal.Admin;
using Signal.Admin.Tests;

namespace Signal.Cli.Tests;

/// <summary>The commands against a real control plane.</summary>
public sealed class CommandTests(ControlPlane controlPlane) : IClassFixture<ControlPlane>
{
    [Fact]
    public async Task A_room_is_created_shown_changed_listed_and_deleted()
    {
        using var cli = await NewServiceAsync();

        var room = await cli.JsonAsync("rooms", "create", "first", "--max-participants", "4", "--empty-timeout", "5m", "--duplicate-users", "replace");
        Assert.Equal(("first", 4, 300, "replace"), (
            (string?)room["name"], (int?)room["maxParticipants"], (int?)room["emptyTimeoutSeconds"], (string?)room["duplicateUsers"]));
        var id = (string)room["id"]!;

        Assert.Equal(id, (string?)(await cli.JsonAsync("rooms", "get", id))["id"]);
        Assert.Equal("m", (string?)(await cli.JsonAsync("rooms", "update", id, """{"metadata":"m"}"""))["metadata"]);
        Assert.Null((await cli.JsonAsync("rooms", "replace", id, "second"))["metadata"]);
        var table = (await cli.RunAsync("rooms", "list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("ID", table[0], StringComparison.Ordinal);
        Assert.Contains("second", Assert.Single(table[1..]), StringComparison.Ordinal);

        Assert.Equal("deleted\n", (await cli.RunAsync("rooms", "delete", id)).Output);
        var gone = await cli.RunAsync("rooms", "get", id);
        Assert.Equal(ExitCodes.NotFound, gone.Code);
        Assert.StartsWith("error: not-found: ", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_many_pages_is_written_whole_or_up_to_its_limit()
    {
        using var cli = await NewServiceAsync();
        for (var i = 0; i < 120; i++)
        {
            await cli.JsonAsync("rooms", "create", $"room {i}");
        }

        Assert.Equal(120, (await cli.JsonAsync("rooms", "list")).AsArray().Select(room => (string?)room!["id"]).Distinct().Count());
        Assert.Equal(7, (await cli.JsonAsync("rooms", "list", "--limit", "7")).AsArray().Count);
        Assert.Equal(121, (await cli.RunAsync("rooms", "list")).Output.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Tokens_bans_and_data()
    {
        using var cli = await NewServiceAsync();
        var room = await CreateRoomAsync(cli);

        var token = await cli.JsonAsync("tokens", "create", room, "u", "--grant", "subscribe", "--ttl", "30s");
        Assert.Equal(3, ((string)token["token"]!).Split('.').Length);
        Assert.Equal(0, (await cli.RunAsync("tokens", "revoke", room, "--token-id", (string)token["tokenId"]!)).Code);
        Assert.Equal(ExitCodes.Usage, (await cli.RunAsync("tokens", "revoke", room)).Code);

        Assert.Equal(0, (await cli.RunAsync("bans", "add", room, "u", "--for", "1h", "--reason", "spam")).Code);
        Assert.Equal("spam", (string?)Assert.Single((await cli.JsonAsync("bans", "list", room)).AsArray())!["reason"]);
        Assert.Contains("user-banned", (await cli.RunAsync("tokens", "create", room, "u")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await cli.RunAsync("bans", "lift", room, "u")).Code);

        Assert.Equal(0, (await cli.RunAsync("rooms", "send", room, """{"x":1}""", "--topic", "t")).Code);
        Assert.Equal(ExitCodes.Usage, (await cli.RunAsync("rooms", "send", room, "{")).Code);
        Assert.Equal(ExitCodes.NotFound, (await cli.RunAsync("participants", "kick", room, "absent")).Code);
        Assert.Empty((await cli.JsonAsync("participants", "list", room)).AsArray());
    }

    [Fact]
    public async Task Moves_that_are_refused_have_their_exit_code()
    {
        using var cli = await NewServiceAsync();
        using var admin = Superservice();
        var (room, other) = (await CreateRoomAsync(cli), await CreateRoomAsync(cli));

        Assert.Equal(ExitCodes.NotFound, (await cli.RunAsync("participants", "move", room, "absent", other, "--grant", "subscribe")).Code);
        Assert.Contains("invalid", (await cli.RunAsync("participants", "move", room, "absent", room)).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Unauthorized, (await cli.RunAsync("rooms", "move", room)).Code);
        Assert.Equal(ExitCodes.NotFound, (await admin.RunAsync("rooms", "move", room, "--owner", "no-such-service")).Code);
        var closed = await admin.RunAsync("rooms", "move", await CreateRoomAsync(admin), "--node", "node-1");
        Assert.Equal(ExitCodes.Conflict, closed.Code);
        Assert.StartsWith("error: room-not-open: ", closed.Error, StringComparison.Ordinal);
        Assert.Contains("node-1", (await admin.RunAsync("nodes", "explain", "--except", "node-1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_token_names_the_service_and_lasts_an_hour()
    {
        using var cli = Cli.For(controlPlane.Address, "s", "k");

        var token = (await cli.RunAsync("session")).Output.TrimEnd('\n').Split('.');

        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!;
        Assert.Equal(("s", "signal-hybrid-admin-page", 3600), ((string?)claims["iss"], (string?)claims["aud"], (int)claims["exp"]! - (int)claims["iat"]!));
    }

    [Fact]
    public async Task Webhooks()
    {
        using var cli = await NewServiceAsync();
        var webhook = await cli.JsonAsync("webhooks", "create", "https://example.com/hook", "--event", "room_started", "--disabled");
        var id = (string)webhook["id"]!;
        Assert.NotNull(webhook["secret"]);

        Assert.Null((await cli.JsonAsync("webhooks", "get", id))["secret"]);
        Assert.Equal("d", (string?)(await cli.JsonAsync("webhooks", "update", id, """{"description":"d"}"""))["description"]);
        Assert.NotEqual((string?)webhook["secret"], (string?)(await cli.JsonAsync("webhooks", "rotate-secret", id))["secret"]);
        Assert.Empty((await cli.JsonAsync("webhooks", "dead-letters", id)).AsArray());
        Assert.Equal("0 event(s) queued for delivery\n", (await cli.RunAsync("webhooks", "replay", id)).Output);
        Assert.Equal(0, (await cli.RunAsync("webhooks", "delete", id)).Code);
        Assert.Empty((await cli.JsonAsync("webhooks", "list")).AsArray());
    }

    [Fact]
    public async Task Services_and_their_keys()
    {
        using var admin = Superservice();

        var service = await admin.JsonAsync("services", "create", "tenant", "--max-rooms", "1");
        var id = (string)service["id"]!;
        using var old = Cli.For(controlPlane.Address, id, (string)service["newKey"]!["key"]!);
        var rotated = await old.JsonAsync("services", "rotate-key", id, "--grace", "1h");
        using var renewed = Cli.For(controlPlane.Address, id, (string)rotated["newKey"]!["key"]!);
        Assert.Equal(0, (await renewed.RunAsync("services", "revoke-key", id, (string)service["newKey"]!["id"]!)).Code);

        Assert.Equal(ExitCodes.Unauthorized, (await old.RunAsync("rooms", "list")).Code);
        Assert.Equal(ExitCodes.Unauthorized, (await renewed.RunAsync("services", "list")).Code);
        Assert.Equal(0, (await admin.RunAsync("services", "delete", id)).Code);
        Assert.Equal(ExitCodes.NotFound, (await admin.RunAsync("services", "get", id)).Code);
    }

    [Fact]
    public async Task Nodes_are_listed_explained_and_kept_while_they_report()
    {
        using var admin = Superservice();

        Assert.Equal("node-1", (string?)Assert.Single((await admin.JsonAsync("nodes", "list")).AsArray())!["id"]);
        Assert.Equal("node-1", (string?)(await admin.JsonAsync("nodes", "explain", "--policy", "least-load"))["chosen"]);
        Assert.Equal(ExitCodes.Conflict, (await admin.RunAsync("nodes", "remove", "node-1")).Code);
        Assert.Equal(ExitCodes.NotFound, (await admin.RunAsync("nodes", "drain", "no-such-node", "--wait")).Code);
    }

    [Fact]
    public async Task Watching_ends_when_the_room_is_deleted()
    {
        using var cli = await NewServiceAsync();
        var room = await CreateRoomAsync(cli);
        var watching = cli.RunAsync("rooms", "watch", room, "--interval", "1s", "--output", "json");

        await cli.RunAsync("rooms", "delete", room);

        var outcome = await watching;
        Assert.True(outcome.Code == 0 ? outcome.Output.Contains("\"deleted\"", StringComparison.Ordinal) : outcome.Code == ExitCodes.NotFound, outcome.Error);
    }

    [Theory]
    [InlineData("rooms", "list")]
    [InlineData("nodes", "list")]
    [InlineData("trace", "0123456789abcdef01234567")]
    public async Task Credentials_that_are_expired_foreign_or_forged_are_refused_alike(params string[] command)
    {
        var service = await controlPlane.Superservice.Services.CreateAsync(new ServiceSpec("tenant"));
        using var expired = Cli.For(controlPlane.Address, "superservice", ControlPlane.SuperserviceKey, new ClockAnHourBehind());
        using var foreign = Cli.For(controlPlane.Address, "superservice", service.NewKey!.Key);
        using var forged = Cli.For(controlPlane.Address, service.Id, "a key that was never issued to it");
        using var unknown = Cli.For(controlPlane.Address, "no-such-service", "a key that is nobody's, really");
        var outcomes = new List<Outcome>();
        foreach (var cli in (Cli[])[expired, foreign, forged, unknown])
        {
            outcomes.Add(await cli.RunAsync(command));
        }

        Assert.All(outcomes, outcome => Assert.Equal((ExitCodes.Unauthorized, ""), (outcome.Code, outcome.Output)));
        Assert.Equal(
            "error: unauthorized: The credentials are missing or not valid.",
            Assert.Single(outcomes.Select(outcome => outcome.Error.Split(" (trace")[0]).Distinct()));
    }

    [Fact]
    public async Task Control_characters_of_a_name_are_not_printed()
    {
        using var cli = await NewServiceAsync();
        await cli.JsonAsync("rooms", "create", "a", "--metadata", "\u001b[31mred\u202e", "--data", """{"long":"x"}""");

        var shown = await cli.RunAsync("rooms", "get", (string)(await cli.JsonAsync("rooms", "list"))[0]!["id"]!);

        Assert.DoesNotContain('\u001b', shown.Output);
        Assert.DoesNotContain('\u202e', shown.Output);
        Assert.Contains("red", shown.Output, StringComparison.Ordinal);
    }

    private static async Task<string> CreateRoomAsync(Cli cli) => (string)(await cli.JsonAsync("rooms", "create", "r"))["id"]!;

    private Cli Superservice() => Cli.For(controlPlane.Address, "superservice", ControlPlane.SuperserviceKey);

    private async Task<Cli> NewServiceAsync()
    {
        var service = await controlPlane.Superservice.Services.CreateAsync(new ServiceSpec("tenant"));
        return Cli.For(controlPlane.Address, service.Id, service.NewKey!.Key);
    }

    private sealed class ClockAnHourBehind : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromHours(1);
    }
}

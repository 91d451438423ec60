using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Webhooks;
using Signal.Testing;

namespace Signal.Functions.Tests.Tokens;

/// <summary>Bans and locks that are requested while a token is minted: either the token is refused, or its node is notified.</summary>
public sealed class AdmissionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string HomeIsLost = "\"Cleared\":true";
    private CountingProxy _tables = null!;
    private Installation _installation = null!;
    private ServiceCaller _service = null!;
    private string _room = "";

    private string Path => "/v1/rooms/" + _room;

    public async ValueTask InitializeAsync()
    {
        _tables = await CountingProxy.StartAsync(azurite);
        _installation = await Installation.StartAsync(azurite, ("Tables:ConnectionString", _tables.ConnectionString), ("Tables:Timeout", "00:00:30"));
        _service = await _installation.CreateServiceAsync();
        _room = await _service.CreateRoomAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        await _tables.DisposeAsync();
    }

    [Fact]
    public async Task A_user_who_is_banned_while_the_home_is_found_dead_gets_no_token()
    {
        await using var other = await PlaceOnNodeThatDiesAsync();
        BeforeWrite(HomeIsLost, async () => (await BanAsync("eve")).ShouldBe(202));

        (await MintAsync("eve", unreachable: "home")).ShouldBeProblem(403, "user-banned");

        Assert.Equal(other.Url, (await MintAsync("bob", unreachable: "home")).ShouldBe(201).Text("url"));
    }

    [Fact]
    public async Task A_room_that_is_locked_while_its_home_is_found_dead_admits_nobody()
    {
        await using var other = await PlaceOnNodeThatDiesAsync();
        BeforeWrite(HomeIsLost, async () => (await _service.PatchAsync(Path, new { locked = true })).ShouldBe(200));

        (await MintAsync("eve", unreachable: "home")).ShouldBeProblem(409, "room-locked");
    }

    [Fact]
    public async Task A_ban_is_sent_to_the_node_on_which_the_user_is_placed_before_it_is_written()
    {
        await using var node = await ListenAsync("node");
        BeforeWrite("\"eve\"", async () => (await MintAsync("eve")).ShouldBe(201));

        (await BanAsync("eve")).ShouldBe(202);

        var ban = await node.NextAsync<RemoveUser>();
        Assert.Equal(("eve", true), (ban.UserId, ban.BannedUntil is not null));
    }

    [Fact]
    public async Task The_end_of_a_ban_is_sent_to_the_node_on_which_the_room_is_placed_before_it_is_written()
    {
        (await BanAsync("eve")).ShouldBe(202);
        await using var node = await ListenAsync("node");
        BeforeWrite("\"eve\"", async () =>
        {
            (await MintAsync("bob")).ShouldBe(201);
            (await BanAsync("eve")).ShouldBe(202);
        });

        (await _service.DeleteAsync(Path + "/bans/eve")).ShouldBe(204);

        Assert.True((await node.NextAsync<RemoveUser>()).BanVersion < (await node.NextAsync<LiftBan>()).BanVersion);
    }

    [Fact]
    public async Task A_room_that_was_read_before_a_ban_is_not_placed_even_if_it_has_other_bans()
    {
        (await BanAsync("mallory")).ShouldBe(202);
        var rooms = _installation.Get<RoomStore>();
        var before = await rooms.GetAsync(_service.ServiceId, _room, TestContext.Current.CancellationToken);

        (await BanAsync("eve")).ShouldBe(202);

        Assert.False(await rooms.TryReplaceAsync(before, TestContext.Current.CancellationToken));
    }

    private Task<Answer> BanAsync(string user) =>
        _service.PutAsync($"{Path}/bans/{user}", new { until = TimeProvider.System.GetUtcNow().AddHours(1) });

    private Task<Answer> MintAsync(string userId, string? unreachable = null) => _service.PostAsync(Path + "/tokens", new { userId, unreachable });

    private async Task<FakeNode> ListenAsync(string id)
    {
        var node = _installation.CreateNode(id).Listen();
        await node.ReportUntilKnownAsync(_installation.Superservice);
        return node;
    }

    /// <summary>Places the room on the node "home", which the control plane reaches once, and which is gone then. Returns another node.</summary>
    private async Task<FakeNode> PlaceOnNodeThatDiesAsync()
    {
        var server = await WebhookReceiver.StartAsync();
        await using var home = new FakeNode(_installation.Bus, "home", region: null) { Url = server.Url };
        await home.ReportUntilKnownAsync(_installation.Superservice);
        Assert.Equal("home", (await MintAsync("first")).ShouldBe(201).Text("nodeId"));
        await _installation.Get<NodeProbes>().ReachAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync();
        return await ListenAsync("other");
    }

    /// <summary>Does something once, while the first write that contains a text waits.</summary>
    private void BeforeWrite(string text, Func<Task> action)
    {
        var done = 0;
        _tables.BeforeWrite = body =>
            body.Contains(text, StringComparison.Ordinal) && Interlocked.Exchange(ref done, 1) == 0 ? action() : Task.CompletedTask;
    }
}

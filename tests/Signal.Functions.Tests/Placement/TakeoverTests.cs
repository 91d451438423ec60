using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Nodes;
using Signal.Functions.Placement;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Webhooks;
using Signal.Testing;

namespace Signal.Functions.Tests.Placement;

/// <summary>The home of a room on two nodes is lost: the other node takes over, and the room goes on.</summary>
public sealed class TakeoverTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private SpreadInstallation _spread = null!;
    private TwoNodeRoom _room = null!;

    private string Tenant => _spread.Service.ServiceId;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _spread = await SpreadInstallation.StartAsync(
            azurite,
            ("Webhooks:AllowHttp", "true"),
            ("Webhooks:AllowedNetworks:0", "127.0.0.0/8"));
        (await _spread.Service.PostAsync("/v1/webhooks", new { url = _receiver.Url })).ShouldBe(201);
        _room = await TwoNodeRoom.StartAsync(_spread, users: ["a", "b"]);
        await _room.JoinAsync(TwoNodeRoom.Peer("a"));
        await _room.JoinAsync(TwoNodeRoom.Peer("b", onPart: true));
        await ExpectAsync(("room_started", null), ("participant_joined", "a"), ("participant_joined", "b"));
        await Eventually.TrueAsync(async () => await _spread.PartsAsync(_room.Id) is [{ NodeId: "part", Open: true }]);
    }

    [Fact]
    public async Task Only_the_participants_of_the_lost_node_leave_and_the_room_does_not_end()
    {
        await LoseHomeAsync();

        var command = await _room.Part.NextAsync<ChangeHome>();
        Assert.Equal((_room.Id, new RoomHome("part", _room.Part.Epoch, 1)), (command.RoomId, command.Home));
        await ExpectAsync(("participant_left", "a"));
        await _room.Part.SendRosterAsync(Tenant, _room.Id, FakeNode.Peer("b"));
        await _room.Part.JoinAsync(Tenant, _room.Id, FakeNode.Peer("c"));
        await ExpectAsync(("participant_joined", "c"));
        Assert.Equal(["b", "c"], await UsersAsync());
        await _room.Part.EndRoomAsync(Tenant, _room.Id);
        await ExpectAsync(("participant_left", "b"), ("participant_left", "c"), ("room_finished", null));
    }

    [Fact]
    public async Task Events_of_the_next_home_that_arrive_first_continue_the_room_too()
    {
        await TakeOverAsync();
        await _room.Part.SendRosterAsync(Tenant, _room.Id, FakeNode.Peer("b"));
        await _room.Part.JoinAsync(Tenant, _room.Id, FakeNode.Peer("c"));
        await ExpectAsync(("participant_left", "a"), ("participant_joined", "c"));

        // The loss, and what the former home still says, change nothing any more.
        await LoseHomeAsync();
        await _room.JoinAsync(TwoNodeRoom.Peer("missing"));
        await _room.Part.JoinAsync(Tenant, _room.Id, FakeNode.Peer("d"));

        await ExpectAsync(("participant_joined", "d"));
        Assert.Equal(["b", "c", "d"], await UsersAsync());
    }

    [Fact]
    public async Task A_roster_of_the_next_home_says_who_was_lost_with_the_change()
    {
        await LoseHomeAsync();
        await ExpectAsync(("participant_left", "a"));

        await _room.Part.SendRosterAsync(Tenant, _room.Id, FakeNode.Peer("e"));

        await ExpectAsync(("participant_left", "b"), ("participant_joined", "e"));
    }

    [Fact]
    public async Task A_home_that_has_restarted_is_lost_too()
    {
        _room.Home.Epoch++;
        await _room.Home.SendAsync(new RoomRoster
        {
            Tenant = Tenant, RoomId = _room.Id, NodeId = "home", Epoch = _room.Home.Epoch, Sequence = 1, At = TimeProvider.System.GetUtcNow(), Peers = [],
            Open = false,
        });

        Assert.Equal("part", (await _room.Part.NextAsync<ChangeHome>()).Home.NodeId);
        await ExpectAsync(("participant_left", "a"));
        Assert.Equal(["b"], await UsersAsync());
    }

    [Fact]
    public async Task The_next_token_is_for_the_node_that_takes_over()
    {
        Assert.True(await _spread.Installation.Get<DeadNodes>().TryClearAsync(await NodeAsync("home"), TestContext.Current.CancellationToken));

        var token = await _spread.MintAsync(_room.Id, "c");

        Assert.Equal("part", token.Audience);
        Assert.Equal(new RoomHome("part", _room.Part.Epoch, 1), JsonSerializer.Deserialize<RoomHome>(token[RoomTokenClaims.Home], ContractsJson.Options));
        Assert.Equal("part", (await _room.Part.NextAsync<ChangeHome>()).Home.NodeId);
        await ExpectAsync(("participant_left", "a"));
        Assert.Empty(await _spread.PartsAsync(_room.Id));
    }

    [Fact]
    public async Task A_lost_command_is_sent_again_while_the_next_home_does_not_report_the_room()
    {
        await LoseHomeAsync();
        await _room.Part.NextAsync<ChangeHome>();
        await ExpectAsync(("participant_left", "a"));

        var again = _room.Part.NextAsync<ChangeHome>();
        await Eventually.TrueAsync(async () =>
        {
            await ReportPartAsync();
            return again.IsCompleted;
        });

        Assert.Equal(1, (await again).Home.Version);
    }

    [Fact]
    public async Task A_former_home_that_returns_is_asked_to_move_its_clients()
    {
        await LoseHomeAsync();
        await ExpectAsync(("participant_left", "a"));

        var migration = _room.Home.NextAsync<MigrateRoom>();
        await Eventually.TrueAsync(async () =>
        {
            await _room.Home.ReportAsync(rooms: [_room.Home.Room(Tenant, _room.Id, peers: 1)]);
            return migration.IsCompleted;
        });

        Assert.Equal(_room.Id, (await migration).RoomId);
        await _room.Part.SendRosterAsync(Tenant, _room.Id, FakeNode.Peer("b"), FakeNode.Peer("c"));
        await ExpectAsync(("participant_joined", "c"));
    }

    public async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        await _spread.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    private Task LoseHomeAsync() => _room.Home.SendAsync(new RoomLost
    {
        Tenant = Tenant, RoomId = _room.Id, NodeId = "home", Epoch = _room.Home.Epoch, Sequence = 0, At = TimeProvider.System.GetUtcNow(),
    });

    private async Task TakeOverAsync() => Assert.Equal("part", (await _spread.Installation.Get<HomeTakeover>()
        .TakeOverAsync(Tenant, _room.Id, "home", _room.Home.Epoch, TestContext.Current.CancellationToken))?.HomeNode);

    private Task ReportPartAsync() => _room.Part.ReportAsync(change: report => report with
    {
        Links = new LinkReport { Url = "http://part.example/link", Version = 2, Key = new PublicKey("x", "y") },
    });

    private async Task<NodeEntity> NodeAsync(string id) =>
        (await _spread.Installation.Get<NodeStore>().FindAsync(id, TestContext.Current.CancellationToken))!;

    private async Task<List<string>> UsersAsync() =>
    [
        .. (await _spread.Service.GetAsync($"/v1/rooms/{_room.Id}/participants")).Json.GetProperty("items").EnumerateArray()
            .Select(participant => participant.GetProperty("userId").GetString()!).Order(StringComparer.Ordinal),
    ];

    private async Task ExpectAsync(params IEnumerable<(string Type, string? User)> expected)
    {
        foreach (var next in expected)
        {
            var json = (await _receiver.NextAsync()).Json;
            var user = json.GetProperty("data").TryGetProperty("participant", out var participant) ? participant.GetProperty("userId").GetString() : null;
            Assert.Equal(next, (json.GetProperty("type").GetString()!, user));
        }
    }
}

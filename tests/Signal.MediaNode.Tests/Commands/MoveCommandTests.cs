using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Commands;

/// <summary>Commands that move a peer to another room, or a room to another node.</summary>
public sealed class MoveCommandTests(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>, IAsyncLifetime
{
    private readonly string _room = $"room-{Guid.NewGuid():n}";
    private NodeHost _node = null!;
    private ControlPlane _controlPlane = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await NodeHost.StartAsync(
            ("ServiceBus", bus.ConnectionString), ("Node:Id", $"node-{Guid.NewGuid():n}"), ("Logging:LogLevel:Default", "Debug"));
        _controlPlane = new ControlPlane(bus.ConnectionString);
        _controlPlane.Follow(_room);
    }

    public async ValueTask DisposeAsync()
    {
        await _controlPlane.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task The_token_for_the_other_room_reaches_that_peer_alone_and_once()
    {
        await using var alice = await _node.JoinAsync(_room, change: spec => spec with { UserId = "alice" });
        await using var again = await _node.JoinAsync(_room, change: spec => spec with { UserId = "alice" });
        await using var bob = await _node.JoinAsync(_room, "Bob");
        var token = _node.Token(spec => spec with { RoomId = "breakout", UserId = "alice" });
        var move = Move(alice, token);

        await SendAsync(move, move, Data());

        var heard = await alice.HearsAsync("move");
        Assert.Equal("breakout", heard.GetProperty("roomId").GetString());
        var access = heard.GetProperty("access");
        Assert.Equal((token, _node.Url.ToString()), (access.GetProperty("token").GetString(), access.GetProperty("url").GetString()));
        Assert.Equal("turn:turn.example", access.GetProperty("iceServers")[0].GetProperty("urls")[0].GetString());
        foreach (var client in new[] { alice, again, bob })
        {
            await client.HearsAsync("roomData");
            Assert.DoesNotContain(client.Heard, message => message.Name == "move");
        }

        Assert.DoesNotContain(_node.Logged, line => line.Message.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_is_offline_receives_the_token_when_it_resumes_and_leaves_as_moved()
    {
        await using var network = FaultProxy.Start(_node.Url.Port);
        await using var alice = await _node.JoinOverAsync(network, _room, "Alice", spec => spec with { UserId = "alice" });
        await using var bob = await _node.JoinAsync(_room, "Bob");
        var received = _node.PeerOf(alice).Outbox.Added;
        await _node.LoseAsync(network, alice);
        var token = _node.Token(spec => spec with { RoomId = "breakout", UserId = "alice" });
        await SendAsync(Move(alice, token), Data());
        await bob.HearsAsync("roomData");

        await using var again = await _node.ResumeAsync(alice, received);

        Assert.Equal(token, (await again.HearsAsync("move")).GetProperty("access").GetProperty("token").GetString());
        await again.AskAsync("leave", new { moved = true });
        await SkipJoinsAsync(2);
        Assert.Equal(PeerLeftReason.Moved, (await _controlPlane.NextAsync<PeerLeft>()).Reason);
    }

    [Fact]
    public async Task A_client_that_joined_the_other_room_leaves_as_moved()
    {
        await using var alice = await _node.JoinAsync(_room, change: spec => spec with { UserId = "alice" });
        await using var bob = await _node.JoinAsync(_room, "Bob");
        await SendAsync(Move(alice, _node.Token(spec => spec with { RoomId = "breakout", UserId = "alice" })));
        var token = (await alice.HearsAsync("move")).GetProperty("access").GetProperty("token").GetString()!;

        await using var moved = await TestClient.ConnectAsync(_node.Url, token);
        await moved.EnterAsync();
        await alice.AskAsync("leave", new { moved = true });
        await bob.HearsAsync("peerClosed");

        await SkipJoinsAsync(2);
        var left = await _controlPlane.NextAsync<PeerLeft>();
        Assert.Equal((alice.PeerId, PeerLeftReason.Moved), (left.PeerId, left.Reason));
        Assert.Equal("breakout", moved.Welcome.GetProperty("roomId").GetString());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(_node.Url, token));
    }

    [Fact]
    public async Task Only_a_client_that_was_asked_to_move_leaves_as_moved()
    {
        await using var alice = await _node.JoinAsync(_room);
        await using var bob = await _node.JoinAsync(_room);
        await SendAsync(Move(bob, "a.b.c"));
        await bob.HearsAsync("move");

        await alice.AskAsync("leave", new { moved = true });
        await SkipJoinsAsync(2);
        Assert.Equal(PeerLeftReason.Left, (await _controlPlane.NextAsync<PeerLeft>()).Reason);
        await bob.AskAsync("leave");

        Assert.Equal(PeerLeftReason.Left, (await _controlPlane.NextAsync<PeerLeft>()).Reason);
    }

    [Fact]
    public async Task A_peer_that_has_left_is_not_moved()
    {
        await using var alice = await _node.JoinAsync(_room);
        await using var bob = await _node.JoinAsync(_room);
        await alice.AskAsync("leave");
        await bob.HearsAsync("peerClosed");

        await SendAsync(Move(alice, "a.b.c"), Data());

        await bob.HearsAsync("roomData");
        Assert.DoesNotContain(alice.Heard.Concat(bob.Heard), message => message.Name == "move");
    }

    [Fact]
    public async Task A_room_that_moves_asks_its_clients_and_those_that_join_later_and_closes_with_the_last()
    {
        await using var alice = await _node.JoinAsync(_room);
        var deadline = Soon();
        await SendAsync(new MigrateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = _room, Deadline = deadline });

        var heard = await alice.HearsAsync("migrate");
        Assert.Equal(("elsewhere", deadline), (heard.GetProperty("reason").GetString(), heard.GetProperty("deadline").GetDateTimeOffset()));
        await using var late = await _node.JoinAsync(_room);
        await late.HearsAsync("migrate");
        await alice.AskAsync("leave");
        await late.AskAsync("leave");

        await SkipJoinsAsync(2);
        Assert.Equal(PeerLeftReason.Moved, (await _controlPlane.NextAsync<PeerLeft>()).Reason);
        Assert.Equal(PeerLeftReason.Moved, (await _controlPlane.NextAsync<PeerLeft>()).Reason);
        Assert.Equal(RoomEndReason.Moved, (await _controlPlane.NextAsync<RoomEnded>()).Reason);
        await _node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task A_room_that_moves_is_closed_at_the_deadline_and_other_rooms_go_on()
    {
        await using var alice = await _node.JoinAsync(_room);
        await using var other = await _node.JoinAsync("another room");

        await SendAsync(new MigrateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = _room, Deadline = TimeProvider.System.GetUtcNow() });

        await alice.HearsAsync("migrate");
        Assert.Equal("moved", (await alice.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        await SkipJoinsAsync(1);
        Assert.Equal(PeerLeftReason.Moved, (await _controlPlane.NextAsync<PeerLeft>()).Reason);
        Assert.Equal(RoomEndReason.Moved, (await _controlPlane.NextAsync<RoomEnded>()).Reason);
        await other.ProduceAudioAsync();
        Assert.DoesNotContain(other.Heard, message => message.Name == "migrate");
    }

    private async Task SkipJoinsAsync(int joins)
    {
        await _controlPlane.NextAsync<RoomStarted>();
        for (var i = 0; i < joins; i++)
        {
            await _controlPlane.NextAsync<PeerJoined>();
        }
    }

    private Task SendAsync(params NodeCommand[] commands) => _controlPlane.SendAsync(_node.Identity.Id, commands);

    private MovePeer Move(TestClient client, string token) => new()
    {
        Id = Id(),
        ExpiresAt = Soon(),
        Tenant = "tenant",
        RoomId = _room,
        PeerId = client.PeerId,
        TargetRoomId = "breakout",
        Access = new RoomAccess
        {
            Url = _node.Url.ToString(),
            Token = token,
            NodeId = _node.Identity.Id,
            ExpiresAt = Soon(),
            IceServers = [new TurnServer { Urls = ["turn:turn.example"], Username = "u", Credential = "c" }],
        },
    };

    private SendData Data() => new()
    {
        Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = _room, Payload = System.Text.Json.JsonSerializer.SerializeToElement("done"),
    };

    private static string Id() => Guid.NewGuid().ToString();

    private static DateTimeOffset Soon() => TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5);
}

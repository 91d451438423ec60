using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Commands;

/// <summary>Commands arrive over the real bus protocol, and clients see their effects.</summary>
public sealed class CommandTests(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>, IAsyncLifetime
{
    private const string Room = "commanded";

    private NodeHost _node = null!;
    private ControlPlane _controlPlane = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString), ("Node:Id", $"node-{Guid.NewGuid():n}"));
        _controlPlane = new ControlPlane(bus.ConnectionString);
    }

    [Fact]
    public async Task Close_room_notifies_and_disconnects_all_peers()
    {
        await using var alice = await _node.JoinAsync(Room);

        await SendAsync(new CloseRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room });

        Assert.Equal("closed", (await alice.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        await alice.Closed;
        await _node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task Remove_user_removes_every_peer_of_the_user_and_bans_keep_the_user_out()
    {
        await using var first = await _node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        await using var second = await _node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        await using var alice = await _node.JoinAsync(Room);

        await SendAsync(new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory", BannedUntil = Soon(), Reason = "Rude." });

        Assert.Equal("Rude.", (await first.HearsAsync("kicked")).GetProperty("reason").GetString());
        await second.HearsAsync("kicked");
        await alice.HearsAsync("peerClosed");
        await alice.HearsAsync("peerClosed");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _node.ConnectAsync(spec => spec with { RoomId = Room, UserId = "mallory" }));
        await (await _node.ConnectAsync(spec => spec with { RoomId = Room })).DisposeAsync();
    }

    [Fact]
    public async Task A_lifted_ban_refuses_no_user()
    {
        await using var alice = await _node.JoinAsync(Room);

        await SendAsync(
            new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "bob", BannedUntil = Soon(), BanVersion = 1 },
            new LiftBan { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "bob", BanVersion = 2 },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });

        await alice.HearsAsync("roomData");
        var later = _node.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddSeconds(5);
        await using var bob = await _node.JoinAsync(Room, "Bob", spec => spec with { UserId = "bob", IssuedAt = later });
    }

    [Fact]
    public async Task The_metadata_of_the_room_reach_new_peers()
    {
        TokenSpec Named(TokenSpec spec) => spec with { RoomId = Room, Settings = new RoomSettings { Metadata = "Board meeting" } };
        await using var alice = await _node.ConnectAsync(Named);
        Assert.Equal("Board meeting", alice.Welcome.GetProperty("roomMetadata").GetString());
        Assert.Equal("Board meeting", (await alice.AskAsync("join")).GetProperty("roomMetadata").GetString());

        await SendAsync(new UpdateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings { Metadata = "Lunch" } });
        await alice.HearsAsync("roomUpdated");

        await using var bob = await _node.ConnectAsync(Named);
        Assert.Equal("Lunch", (await bob.AskAsync("join")).GetProperty("roomMetadata").GetString());
    }

    [Fact]
    public async Task Single_grants_are_changed_and_the_others_stay()
    {
        await using var alice = await _node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });

        await SendAsync(new UpdateUser
        {
            Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "alice", GrantsPatch = new GrantsPatch { PublishVideo = false },
        });

        var grants = (await alice.HearsAsync("grantsChanged")).GetProperty("grants");
        Assert.False(grants.GetProperty("publishVideo").GetBoolean());
        Assert.True(grants.GetProperty("publishAudio").GetBoolean());
    }

    [Fact]
    public async Task A_kick_ends_the_tokens_that_the_user_has_not_used()
    {
        await using var mallory = await _node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        var unused = _node.Token(spec => spec with { RoomId = Room, UserId = "mallory" });

        await SendAsync(new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory" });

        await mallory.HearsAsync("kicked");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(_node.Url, unused));
    }

    [Fact]
    public async Task A_ban_applies_to_a_connected_peer_that_has_not_joined()
    {
        await using var alice = await _node.JoinAsync(Room);
        using var mallory = await RawClient.ConnectAsync(_node.Url, _node.Token(spec => spec with { RoomId = Room, UserId = "mallory" }));

        await SendAsync(
            new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory", BannedUntil = Soon() },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });
        await alice.HearsAsync("roomData");
        await mallory.ShakeHandsAsync();

        await mallory.ClosedAsync();
        Assert.Single(_node.Rooms.All, room => room.Report.Peers == 1);
    }

    [Fact]
    public async Task A_room_that_requires_encryption_closes_what_is_not()
    {
        await using var alice = await _node.JoinAsync(Room);
        var plain = await alice.ProduceAudioAsync();
        var produce = new { transportId = alice.SendTransport, kind = "audio", rtpParameters = ClientMedia.Opus(5), appData = new { e2ee = false } };

        await SendAsync(new UpdateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings { E2eeRequired = true } });

        Assert.Equal(plain, (await alice.HearsAsync("producerClosed")).GetProperty("producerId").GetString());
        Assert.Equal(SignalErrorCode.Forbidden, await alice.RefusedAsync("produce", produce));
        await alice.AskAsync("produce", produce with { appData = new { e2ee = true } });
    }

    [Fact]
    public async Task A_peer_may_resume_regardless_of_token_and_lock_changes()
    {
        await using var alice = await _node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
        await SendAsync(
            new UpdateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings(), Locked = true },
            new RevokeTokens { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, IssuedBefore = DateTimeOffset.MaxValue },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });
        await alice.HearsAsync("roomData");
        var secret = alice.Welcome.GetProperty("sessionSecret").GetString()!;

        await using var again = await TestClient.OpenAsync(_node.Url, secret);

        Assert.True((await again.AskAsync("resume", new { peerId = alice.PeerId, sessionSecret = secret })).GetProperty("joined").GetBoolean());
    }

    [Fact]
    public async Task Mute_pauses_and_unmute_asks()
    {
        await using var alice = await _node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
        var audio = await alice.ProduceAudioAsync();
        await alice.ProduceVideoAsync();

        await SendAsync(
            new SetMuted { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "alice", Kind = "audio", Muted = true },
            new SetMuted { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "alice", Kind = "audio", Muted = false });

        Assert.Equal(audio, (await alice.HearsAsync("producerPaused")).GetProperty("producerId").GetString());
        Assert.True((await alice.HearsAsync("muteRequested")).GetProperty("muted").GetBoolean());
        Assert.False((await alice.HearsAsync("muteRequested")).GetProperty("muted").GetBoolean());
        Assert.DoesNotContain(alice.Heard, message => message.Name == "producerPaused");
    }

    [Fact]
    public async Task Update_user_revokes_grants_at_once()
    {
        await using var alice = await _node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
        await using var bob = await _node.JoinAsync(Room, "Bob");
        var video = await alice.ProduceVideoAsync();
        var audio = await alice.ProduceAudioAsync();
        var consumer = (await bob.HearsAsync("newConsumer", offer => offer.GetProperty("producerId").GetString() == video)).GetProperty("id").GetString();

        await SendAsync(new UpdateUser
        {
            Id = Id(),
            ExpiresAt = Soon(),
            Tenant = "tenant",
            RoomId = Room,
            UserId = "alice",
            Name = "Dr Alice",
            Grants = new Grants { PublishAudio = true, Subscribe = true },
        });

        Assert.False((await alice.HearsAsync("grantsChanged")).GetProperty("grants").GetProperty("publishVideo").GetBoolean());
        Assert.Equal(video, (await alice.HearsAsync("producerClosed")).GetProperty("producerId").GetString());
        await bob.HearsAsync("consumerClosed", closed => closed.GetProperty("consumerId").GetString() == consumer);
        Assert.Equal("Dr Alice", (await bob.HearsAsync("peerUpdated")).GetProperty("displayName").GetString());
        await alice.AskAsync("pauseProducer", new { producerId = audio });
        Assert.Equal(
            SignalErrorCode.Forbidden,
            await alice.RefusedAsync("produce", new { transportId = alice.SendTransport, kind = "video", rtpParameters = ClientMedia.SimulcastVp8("w") }));
    }

    [Fact]
    public async Task Update_room_locks_and_notifies()
    {
        await using var alice = await _node.JoinAsync(Room);

        await SendAsync(new UpdateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings { MaxParticipants = 5 }, Locked = true, Metadata = "Board" });

        var told = await alice.HearsAsync("roomUpdated");
        Assert.Equal((true, "Board", 5), (told.GetProperty("locked").GetBoolean(), told.GetProperty("metadata").GetString(), told.GetProperty("settings").GetProperty("maxParticipants").GetInt32()));
        await using var late = await _node.ConnectAsync(spec => spec with { RoomId = Room });
        Assert.Equal(SignalErrorCode.Forbidden, await late.RefusedAsync("join"));
    }

    [Fact]
    public async Task Send_data_reaches_its_recipients()
    {
        await using var alice = await _node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
        await using var bob = await _node.JoinAsync(Room, change: spec => spec with { UserId = "bob" });

        await SendAsync(
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserIds = ["bob"], Topic = "quiz", Payload = JsonSerializer.SerializeToElement(new { question = 1 }) },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("all") });

        var first = await bob.HearsAsync("roomData");
        Assert.Equal(("quiz", 1), (first.GetProperty("topic").GetString(), first.GetProperty("payload").GetProperty("question").GetInt32()));
        Assert.Equal("all", (await alice.HearsAsync("roomData")).GetProperty("payload").GetString());
    }

    [Fact]
    public async Task Revoked_tokens_are_refused()
    {
        var token = _node.Token(spec => spec with { RoomId = Room, UserId = "alice" });
        await using var bob = await _node.JoinAsync(Room);

        await SendAsync(
            new RevokeTokens { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "alice", IssuedBefore = DateTimeOffset.MaxValue },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });

        await bob.HearsAsync("roomData");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(_node.Url, token));
    }

    [Fact]
    public async Task A_repeated_or_late_command_is_not_executed()
    {
        await using var alice = await _node.JoinAsync(Room);
        var once = new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("once") };

        await SendAsync(
            once,
            once,
            once with { Id = Id(), ExpiresAt = DateTimeOffset.UnixEpoch, Payload = JsonSerializer.SerializeToElement("late") },
            once with { Id = Id(), Payload = JsonSerializer.SerializeToElement("last") });

        Assert.Equal("once", (await alice.HearsAsync("roomData")).GetProperty("payload").GetString());
        Assert.Equal("last", (await alice.HearsAsync("roomData")).GetProperty("payload").GetString());
    }

    [Fact]
    public async Task Drain_is_announced_accepts_no_new_rooms_and_can_be_cancelled()
    {
        await using var alice = await _node.JoinAsync(Room);

        await SendAsync(new Contracts.Messages.Drain { Id = Id(), ExpiresAt = Soon(), Deadline = Soon() });

        await alice.HearsAsync("nodeDraining");
        using var http = new HttpClient { BaseAddress = _node.Url };
        using (var ready = await http.GetAsync("/healthz/ready"))
        {
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }

        var refused = await TestClient.OpenAsync(_node.Url, _node.Token(spec => spec with { RoomId = "new room" }));
        Assert.Contains("3004", (await refused.Closed)!.Message, StringComparison.Ordinal);
        await using var bob = await _node.JoinAsync(Room, "Bob");
        await SendAsync(new CancelDrain { Id = Id(), ExpiresAt = Soon() });
        Assert.Equal(JsonValueKind.Null, (await alice.HearsAsync("nodeDraining")).GetProperty("deadline").ValueKind);
        await using var carol = await _node.JoinAsync("new room");
    }

    [Fact]
    public async Task At_the_deadline_of_a_drain_rooms_are_closed()
    {
        await using var alice = await _node.JoinAsync(Room);

        await SendAsync(new Contracts.Messages.Drain { Id = Id(), ExpiresAt = Soon(), Deadline = DateTimeOffset.UnixEpoch });

        Assert.Equal("nodeStopped", (await alice.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        await _node.BecomesEmptyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _controlPlane.DisposeAsync();
        await _node.DisposeAsync();
    }

    private Task SendAsync(params NodeCommand[] commands) => _controlPlane.SendAsync(_node.Identity.Id, commands);

    private static string Id() => Guid.NewGuid().ToString();

    private static DateTimeOffset Soon() => TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5);
}

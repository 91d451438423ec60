using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Commands;

/// <summary>Commands about users: kicks, bans, mutes, grants, tokens.</summary>
public sealed class UserCommandTests(ServiceBusEmulatorFixture bus) : CommandStand(bus)
{
    [Fact]
    public async Task Remove_user_removes_every_peer_of_the_user_and_bans_keep_the_user_out()
    {
        await using var first = await Node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        await using var second = await Node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        await using var alice = await Node.JoinAsync(Room);

        await SendAsync(new RemoveUser
        {
            Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory", BannedUntil = Soon(), Reason = "Rude.",
        });

        Assert.Equal("Rude.", (await first.HearsAsync("kicked")).GetProperty("reason").GetString());
        await second.HearsAsync("kicked");
        await alice.HearsAsync("peerClosed");
        await alice.HearsAsync("peerClosed");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Node.ConnectAsync(spec => spec with { RoomId = Room, UserId = "mallory" }));
        await (await Node.ConnectAsync(spec => spec with { RoomId = Room })).DisposeAsync();
    }

    [Fact]
    public async Task A_lifted_ban_refuses_no_user()
    {
        await using var alice = await Node.JoinAsync(Room);

        await SendAsync(
            new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "bob", BannedUntil = Soon(), BanVersion = 1 },
            new LiftBan { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "bob", BanVersion = 2 },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });

        await alice.HearsAsync("roomData");
        var later = Node.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddSeconds(5);
        await using var bob = await Node.JoinAsync(Room, "Bob", spec => spec with { UserId = "bob", IssuedAt = later });
    }

    [Fact]
    public async Task A_kick_ends_the_tokens_that_the_user_has_not_used()
    {
        await using var mallory = await Node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        var unused = Node.Token(spec => spec with { RoomId = Room, UserId = "mallory" });

        await SendAsync(new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory" });

        await mallory.HearsAsync("kicked");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(Node.Url, unused));
    }

    [Fact]
    public async Task A_late_command_does_not_concern_a_user_who_was_admitted_since()
    {
        await using var mallory = await Node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        await mallory.ProduceAudioAsync();
        var before = Soon().AddHours(-1);
        var kick = new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory", DecidedAt = before, Reason = "late" };

        await SendAsync(
            kick,
            new SetMuted { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory", Muted = true, DecidedAt = before },
            new UpdateUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory", Name = "Late", DecidedAt = before },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });
        await mallory.HearsAsync("roomData");
        await using var again = await Node.JoinAsync(Room, change: spec => spec with { UserId = "mallory" });
        await SendAsync(kick with { Id = Id(), DecidedAt = before.AddHours(1), Reason = "now" });

        Assert.Equal("now", (await mallory.HearsAsync("kicked")).GetProperty("reason").GetString());
        Assert.Equal("now", (await again.HearsAsync("kicked")).GetProperty("reason").GetString());
        Assert.DoesNotContain(mallory.Heard, message => message.Name is "producerPaused" or "peerUpdated");
    }

    [Fact]
    public async Task A_ban_applies_to_a_connected_peer_that_has_not_joined()
    {
        await using var alice = await Node.JoinAsync(Room);
        using var mallory = await RawClient.ConnectAsync(Node.Url, Node.Token(spec => spec with { RoomId = Room, UserId = "mallory" }));

        await SendAsync(
            new RemoveUser { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "mallory", BannedUntil = Soon() },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });
        await alice.HearsAsync("roomData");
        await mallory.ShakeHandsAsync();

        await mallory.ClosedAsync();
        Assert.Single(Node.Rooms.All, room => room.Report.Peers == 1);
    }

    [Fact]
    public async Task Single_grants_are_changed_and_the_others_stay()
    {
        await using var alice = await Node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });

        await SendAsync(new UpdateUser
        {
            Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "alice", GrantsPatch = new GrantsPatch { PublishVideo = false },
        });

        var grants = (await alice.HearsAsync("grantsChanged")).GetProperty("grants");
        Assert.False(grants.GetProperty("publishVideo").GetBoolean());
        Assert.True(grants.GetProperty("publishAudio").GetBoolean());
    }

    [Fact]
    public async Task Update_user_revokes_grants_at_once()
    {
        await using var alice = await Node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
        await using var bob = await Node.JoinAsync(Room, "Bob");
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
    public async Task Mute_pauses_and_unmute_asks()
    {
        await using var alice = await Node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
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
    public async Task Revoked_tokens_are_refused()
    {
        var token = Node.Token(spec => spec with { RoomId = Room, UserId = "alice" });
        await using var bob = await Node.JoinAsync(Room);

        await SendAsync(
            new RevokeTokens { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserId = "alice", IssuedBefore = DateTimeOffset.MaxValue },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });

        await bob.HearsAsync("roomData");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(Node.Url, token));
    }
}

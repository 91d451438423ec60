using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Commands;

/// <summary>Commands about rooms: settings, data, closing.</summary>
public sealed class RoomCommandTests(ServiceBusEmulatorFixture bus) : CommandStand(bus)
{
    [Fact]
    public async Task Close_room_notifies_and_disconnects_all_peers()
    {
        await using var alice = await Node.JoinAsync(Room);

        await SendAsync(new CloseRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room });

        Assert.Equal("closed", (await alice.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        await alice.Closed;
        await Node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task The_metadata_of_the_room_reach_new_peers()
    {
        TokenSpec Named(TokenSpec spec) => spec with { RoomId = Room, Settings = new RoomSettings { Metadata = "Board meeting" } };
        await using var alice = await Node.ConnectAsync(Named);
        Assert.Equal("Board meeting", alice.Welcome.GetProperty("roomMetadata").GetString());
        Assert.Equal("Board meeting", (await alice.AskAsync("join")).GetProperty("roomMetadata").GetString());

        await SendAsync(new UpdateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings { Metadata = "Lunch" } });
        await alice.HearsAsync("roomUpdated");

        await using var bob = await Node.ConnectAsync(Named);
        Assert.Equal("Lunch", (await bob.AskAsync("join")).GetProperty("roomMetadata").GetString());
    }

    [Fact]
    public async Task Settings_that_arrive_late_do_not_replace_newer_ones()
    {
        await using var alice = await Node.JoinAsync(Room, change: spec => spec with { Settings = new RoomSettings { Version = 2, Metadata = "second" } });
        UpdateRoom Update(long version, string metadata) => new()
        {
            Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings { Version = version, Metadata = metadata },
        };

        await SendAsync(Update(4, "fourth"), Update(3, "third"), Update(5, "fifth"));

        Assert.Equal(4, (await alice.HearsAsync("roomUpdated")).GetProperty("settings").GetProperty("version").GetInt64());
        Assert.Equal(5, (await alice.HearsAsync("roomUpdated")).GetProperty("settings").GetProperty("version").GetInt64());
        Assert.Equal(5, Node.Rooms.Find("tenant", Room)!.Report.SettingsVersion);
    }

    [Fact]
    public async Task A_room_that_requires_encryption_closes_what_is_not()
    {
        await using var alice = await Node.JoinAsync(Room);
        var plain = await alice.ProduceAudioAsync();
        var produce = new { transportId = alice.SendTransport, kind = "audio", rtpParameters = ClientMedia.Opus(5), appData = new { e2ee = false } };

        await SendAsync(new UpdateRoom
        {
            Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings { E2eeRequired = true },
        });

        Assert.Equal(plain, (await alice.HearsAsync("producerClosed")).GetProperty("producerId").GetString());
        Assert.Equal(SignalErrorCode.Forbidden, await alice.RefusedAsync("produce", produce));
        await alice.AskAsync("produce", produce with { appData = new { e2ee = true } });
    }

    [Fact]
    public async Task A_peer_may_resume_regardless_of_token_and_lock_changes()
    {
        await using var alice = await Node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
        await SendAsync(
            new UpdateRoom { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Settings = new RoomSettings(), Locked = true },
            new RevokeTokens { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, IssuedBefore = DateTimeOffset.MaxValue },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("done") });
        await alice.HearsAsync("roomData");
        var secret = alice.Welcome.GetProperty("sessionSecret").GetString()!;

        await using var again = await TestClient.OpenAsync(Node.Url, secret);

        Assert.True((await again.AskAsync("resume", new { peerId = alice.PeerId, sessionSecret = secret })).GetProperty("joined").GetBoolean());
    }

    [Fact]
    public async Task Update_room_locks_and_notifies()
    {
        await using var alice = await Node.JoinAsync(Room);

        await SendAsync(new UpdateRoom
        {
            Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room,
            Settings = new RoomSettings { MaxParticipants = 5 }, Locked = true, Metadata = "Board",
        });

        var told = await alice.HearsAsync("roomUpdated");
        var maxParticipants = told.GetProperty("settings").GetProperty("maxParticipants").GetInt32();
        Assert.Equal(
            (true, "Board", 5), (told.GetProperty("locked").GetBoolean(), told.GetProperty("metadata").GetString(), maxParticipants));
        await using var late = await Node.ConnectAsync(spec => spec with { RoomId = Room });
        Assert.Equal(SignalErrorCode.Forbidden, await late.RefusedAsync("join"));
    }

    [Fact]
    public async Task Send_data_reaches_its_recipients()
    {
        await using var alice = await Node.JoinAsync(Room, change: spec => spec with { UserId = "alice" });
        await using var bob = await Node.JoinAsync(Room, change: spec => spec with { UserId = "bob" });

        await SendAsync(
            new SendData
            {
                Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, UserIds = ["bob"], Topic = "quiz",
                Payload = JsonSerializer.SerializeToElement(new { question = 1 }),
            },
            new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("all") });

        var first = await bob.HearsAsync("roomData");
        Assert.Equal(("quiz", 1), (first.GetProperty("topic").GetString(), first.GetProperty("payload").GetProperty("question").GetInt32()));
        Assert.Equal("all", (await alice.HearsAsync("roomData")).GetProperty("payload").GetString());
    }
}

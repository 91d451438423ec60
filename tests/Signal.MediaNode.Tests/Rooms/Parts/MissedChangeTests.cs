using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>What concerns the peers of a satellite reaches them although the link is lost meanwhile: in order, and once.</summary>
public sealed class MissedChangeTests
{
    [Fact]
    public async Task What_is_decided_while_the_link_is_lost_happens_in_order_when_it_is_open_again()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        var alice = await room.JoinAsync(0, "Alice", spec => spec with { Grants = spec.Grants with { Admin = true } });
        var bob = await room.JoinAsync(1, "Bob", spec => spec with { UserId = "bob" });
        var consumer = await SpannedRoom.OfferedAsync(alice, await bob.ProduceAudioAsync());
        var access = new RoomAccess { Url = "https://other", Token = "token", NodeId = "other", ExpiresAt = DateTimeOffset.MaxValue };
        await LoseLinkAsync(room);

        Execute(room, new SetMuted { UserId = "bob", Kind = "audio", Muted = true });
        Execute(room, new SendData { Topic = "lost", Payload = JsonSerializer.SerializeToElement(1) });
        await alice.AskAsync("mutePeer", new { peerId = bob.PeerId, kind = "video" });
        Execute(room, new UpdateUser { UserId = "bob", Name = "Robert", GrantsPatch = new GrantsPatch { PublishVideo = false } });
        Execute(room, new UpdateRoom { Locked = true, Settings = new RoomSettings(), Metadata = "new" });
        Execute(room, new MovePeer { PeerId = bob.PeerId, TargetRoomId = "breakout", Access = access });
        room.PartOn(0).Migrate(new Migrate(MigrateReason.Draining, TimeProvider.System.GetUtcNow().AddMinutes(1)));
        room.Proxy.Fault = Fault.None;

        // In its peer's order, and in its room's.
        Assert.Equal("audio", (await bob.HearsAsync("muteRequested")).GetProperty("kind").GetString());
        Assert.Equal(["muteRequested", "grantsChanged"], await NextAsync(bob, 2, "muteRequested", "grantsChanged"));
        Assert.Equal(["roomUpdated", "move", "migrate"], await NextAsync(bob, 3, "roomUpdated", "move", "migrate"));
        await alice.HearsAsync("consumerPaused", data => data.GetProperty("consumerId").GetString() == consumer.GetProperty("id").GetString());
        Assert.Equal("Robert", (await alice.HearsAsync("peerUpdated")).GetProperty("displayName").GetString());
        Assert.DoesNotContain(bob.Heard, message => message.Name == "roomData");
    }

    [Fact]
    public async Task What_was_sent_but_did_not_arrive_is_sent_again()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob", spec => spec with { UserId = "bob" });
        room.Proxy.Fault = Fault.BlackHole;

        Execute(room, new SetMuted { UserId = "bob", Kind = "audio", Muted = true });
        await room.PartOn(0).FindAsync(bob.PeerId);
        await room.Proxy.CutAsync();
        room.Proxy.Fault = Fault.None;

        Assert.Equal("audio", (await bob.HearsAsync("muteRequested")).GetProperty("kind").GetString());
        await FollowsAsync(room, bob);
    }

    [Fact]
    public async Task What_has_happened_does_not_happen_again()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob", spec => spec with { UserId = "bob" });
        var audio = await bob.ProduceAudioAsync();
        await SpannedRoom.OfferedAsync(alice, audio);
        Execute(room, new SetMuted { UserId = "bob", Kind = "audio", Muted = true });
        await bob.HearsAsync("muteRequested");
        await bob.HearsAsync("producerPaused");
        await bob.AskAsync("resumeProducer", new { producerId = audio });

        for (var loss = 0; loss < 3; loss++)
        {
            await LoseLinkAsync(room);
            room.Proxy.Fault = Fault.None;
            await FollowsAsync(room, bob);
        }

        Assert.DoesNotContain(bob.Heard, message => message.Name is "muteRequested" or "producerPaused");
    }

    [Fact]
    public async Task A_peer_that_was_removed_while_the_link_was_lost_is_gone_for_all_when_it_is_open_again()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob", spec => spec with { UserId = "bob" });
        var carol = await room.JoinAsync(1, "Carol");
        await alice.HearsAsync("newPeer", peer => peer.GetProperty("id").GetString() == bob.PeerId);
        await alice.HearsAsync("newPeer", peer => peer.GetProperty("id").GetString() == carol.PeerId);
        await LoseLinkAsync(room);

        Execute(room, new RemoveUser { UserId = "bob", Reason = "Enough." });
        await alice.HearsAsync("peerClosed");
        room.Proxy.Fault = Fault.None;

        Assert.Equal("Enough.", (await bob.HearsAsync("kicked")).GetProperty("reason").GetString());
        await carol.HearsAsync("peerClosed");
        await FollowsAsync(room, carol);
        Assert.Equal(2, room.PartOn(0).Report.Peers);
        Assert.DoesNotContain(alice.Heard, message => message.Name is "newPeer" or "peerClosed");
    }

    private static async Task<IReadOnlyList<string>> NextAsync(TestClient client, int count, params string[] names)
    {
        var heard = new List<string>();
        while (heard.Count < count)
        {
            heard.Add((await client.HearsAnyAsync(names)).Name);
        }

        return heard;
    }

    private static async Task LoseLinkAsync(SpannedRoom room)
    {
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();
    }

    /// <summary>Sends the clients of all nodes something that follows all that was decided before.</summary>
    private static async Task FollowsAsync(SpannedRoom room, TestClient client)
    {
        var topic = Guid.NewGuid().ToString();
        await Eventually.TrueAsync(
            () =>
            {
                Execute(room, new SendData { Topic = topic, Payload = JsonSerializer.SerializeToElement(1) });
                return client.Heard.Any(message => message.Name == "roomData" && message.Data.GetProperty("topic").GetString() == topic);
            },
            "data arrive");
    }

    private static void Execute(SpannedRoom room, RoomCommand command) =>
        room.PartOn(0).Execute(command with { Id = "1", ExpiresAt = DateTimeOffset.MaxValue, Tenant = "tenant", RoomId = "room" });
}

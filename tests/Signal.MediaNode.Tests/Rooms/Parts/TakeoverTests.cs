using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Commands;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>The home of a room is lost, and one of its satellites takes over: those on the other nodes go on.</summary>
public sealed class TakeoverTests(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>
{
    [Fact]
    public async Task The_others_keep_their_media_and_lose_only_the_participants_of_the_lost_node()
    {
        await using var room = await StartAsync();
        var (alice, bob, carol) = await JoinAsync(room);
        var audio = await room.SendDirectlyAsync(2, carol, Media.Audio());
        await using var sending = new RtpSource(audio);
        await SpannedRoom.OfferedAsync(bob, audio.Id.Value);
        await LoseHomeAsync(room);

        ChangeHome(room, 1, to: 1);
        ChangeHome(room, 2, to: 1);

        foreach (var client in new[] { bob, carol })
        {
            Assert.Equal(alice.PeerId, (await client.HearsAsync("peerClosed")).GetProperty("peerId").GetString());
        }

        // Through the new home: streams, requests of an admin, joins of both nodes.
        await SpannedRoom.OfferedAsync(bob, await carol.ProduceVideoAsync());
        await SpannedRoom.OfferedAsync(carol, await bob.ProduceVideoAsync());
        var dave = await room.JoinAsync(2, "Dave", WithHome(room, 1));
        var eve = await room.JoinAsync(1, "Eve", WithHome(room, 1));
        Assert.Equal(dave.PeerId, (await bob.HearsAsync("newPeer", IsOf("Dave"))).GetProperty("id").GetString());
        Assert.Equal(eve.PeerId, (await carol.HearsAsync("newPeer", IsOf("Eve"))).GetProperty("id").GetString());
        Assert.Equal(3, eve.Others.GetArrayLength());
        Assert.Equal(4, room.PartOn(1).Report.Peers);
        Assert.DoesNotContain(
            bob.Heard.Concat(carol.Heard),
            message => message.Name is "consumerClosed" or "migrate" or "kicked" or "roomClosed" or "mediaReset");
    }

    [Fact]
    public async Task The_new_home_reports_the_roster_of_the_room_and_the_former_one_s_no_more()
    {
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        await using var room = await StartAsync(("ServiceBus", bus.ConnectionString));
        var (_, bob, carol) = await JoinAsync(room);
        await LoseHomeAsync(room);
        ChangeHome(room, 1, to: 1);
        ChangeHome(room, 2, to: 1);
        controlPlane.Follow("room");

        var roster = Assert.IsType<RoomRoster>(await controlPlane.NextFromAsync(room.Nodes[1].Identity.Id));
        Assert.True(roster.Open);
        Assert.Equal(
            [(bob.PeerId, null), (carol.PeerId, (string?)room.Nodes[2].Identity.Id)],
            roster.Peers.Select(peer => (peer.PeerId, peer.NodeId)).OrderBy(peer => peer.NodeId is not null));
    }

    [Fact]
    public async Task A_satellite_that_attaches_tells_the_new_home_that_it_is_the_home()
    {
        await using var room = await StartAsync();
        var (_, bob, carol) = await JoinAsync(room);
        await LoseHomeAsync(room);

        ChangeHome(room, 2, to: 1);

        await Eventually.TrueAsync(() => room.PartOn(1).IsHome, "the node takes over");
        await SpannedRoom.OfferedAsync(carol, await bob.ProduceVideoAsync());
    }

    [Fact]
    public async Task A_token_tells_a_node_that_missed_the_command()
    {
        await using var room = await StartAsync();
        var (_, bob, carol) = await JoinAsync(room);
        await LoseHomeAsync(room);

        var dave = await room.JoinAsync(2, "Dave", WithHome(room, 1));

        Assert.Equal(1, room.PartOn(2).HomeVersion);
        Assert.True(room.PartOn(1).IsHome);
        Assert.Equal(dave.PeerId, (await bob.HearsAsync("newPeer", IsOf("Dave"))).GetProperty("id").GetString());
        await carol.HearsAsync("newPeer", IsOf("Dave"));
    }

    [Fact]
    public async Task What_was_said_before_the_takeover_does_not_change_the_home_back()
    {
        await using var room = await StartAsync();
        await JoinAsync(room);
        await LoseHomeAsync(room);
        ChangeHome(room, 1, to: 1);
        ChangeHome(room, 2, to: 1);

        ChangeHome(room, 2, to: 0, version: 0);
        ChangeHome(room, 2, to: 2, version: 1);
        await room.JoinAsync(2, "Dave");
        await room.RefusesAsync(0, WithHome(room, 1));

        Assert.Equal((room.Nodes[1].Identity.Id, false), (room.PartOn(2).Home.NodeId, room.PartOn(2).IsHome));
    }

    [Fact]
    public async Task A_join_that_waits_for_the_lost_home_is_decided_by_the_new_one()
    {
        await using var room = await StartAsync();
        await JoinAsync(room);
        await LoseHomeAsync(room);
        var dave = await room.ConnectAsync(1, "Dave");
        var eve = await room.ConnectAsync(2, "Eve");
        var joins = Task.WhenAll(dave.EnterAsync(), eve.EnterAsync());
        ChangeHome(room, 1, to: 1);
        ChangeHome(room, 2, to: 1);

        await joins;
        await Eventually.TrueAsync(() => room.PartOn(1).Report.Peers == 4, "both have joined");
    }

    [Fact]
    public async Task The_participants_of_a_node_that_does_not_attach_are_removed_after_the_lease()
    {
        await using var room = await StartAsync(("Rooms:PartLease", "00:00:02"));
        var (_, bob, carol) = await JoinAsync(room);
        await LoseHomeAsync(room);
        await room.Nodes[2].StopAsync();

        ChangeHome(room, 1, to: 1);

        await bob.HearsAsync("peerClosed", data => data.GetProperty("peerId").GetString() == carol.PeerId);
        Assert.Equal(1, room.PartOn(1).Report.Peers);
        await bob.AskAsync("leave");
        await room.Nodes[1].BecomesEmptyAsync();
    }

    [Fact]
    public async Task When_nobody_takes_over_the_clients_are_asked_to_move()
    {
        await using var room = await StartAsync(("Rooms:PartLease", "00:00:02"));
        var (_, bob, carol) = await JoinAsync(room);
        var part = room.PartOn(2);
        await LoseHomeAsync(room);

        room.Withdraw(0);

        Assert.Equal("elsewhere", (await bob.HearsAsync("migrate")).GetProperty("reason").GetString());
        Assert.Equal("elsewhere", (await carol.HearsAsync("migrate")).GetProperty("reason").GetString());
        await part.Ended;
    }

    private static Task<SpannedRoom> StartAsync(params (string Key, string Value)[] settings) => SpannedRoom.StartAsync(
        nodes: 3, settings: [("Rooms:PartLease", "00:01:00"), .. settings]);

    private static async Task<(TestClient Alice, TestClient Bob, TestClient Carol)> JoinAsync(SpannedRoom room)
    {
        var (alice, bob, carol) = (await room.JoinAsync(0, "Alice"), await room.JoinAsync(1, "Bob"), await room.JoinAsync(2, "Carol"));
        await bob.HearsAsync("newPeer", IsOf("Carol"));
        return (alice, bob, carol);
    }

    // The node goes on, as one does that hangs or is cut off: no message of it arrives.
    private static async Task LoseHomeAsync(SpannedRoom room)
    {
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();
    }

    private static void ChangeHome(SpannedRoom room, int node, int to, long version = 1)
    {
        var home = room.Nodes[to].Identity;
        room.Nodes[node].Services.GetRequiredService<CommandExecutor>().Execute(new ChangeHome
        {
            Id = Guid.NewGuid().ToString(), ExpiresAt = DateTimeOffset.MaxValue, Tenant = "tenant", RoomId = "room",
            Home = new RoomHome(home.Id, home.Epoch, version),
        });
    }

    private static Func<TokenSpec, TokenSpec> WithHome(SpannedRoom room, int node) =>
        spec => spec with { Home = new RoomHome(room.Nodes[node].Identity.Id, room.Nodes[node].Identity.Epoch, 1) };

    private static Func<JsonElement, bool> IsOf(string name) => peer => peer.GetProperty("displayName").GetString() == name;
}

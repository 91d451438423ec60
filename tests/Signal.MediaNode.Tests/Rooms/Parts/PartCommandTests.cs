using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Messages;
using Signal.MediaNode.Commands;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>What the control plane learns of the nodes of a room, and what it sends to each of them.</summary>
public sealed class PartCommandTests(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>
{
    [Fact]
    public async Task The_home_reports_which_node_a_peer_is_on()
    {
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        controlPlane.Follow("room");
        await using var room = await SpannedRoom.StartAsync(settings: ("ServiceBus", bus.ConnectionString));
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");

        await controlPlane.NextAsync<RoomStarted>();
        var (first, second) = (await controlPlane.NextAsync<PeerJoined>(), await controlPlane.NextAsync<PeerJoined>());

        Assert.Equal((alice.PeerId, null), (first.Peer.PeerId, first.Peer.NodeId));
        Assert.Equal((bob.PeerId, room.Nodes[1].Identity.Id), (second.Peer.PeerId, second.Peer.NodeId));
        Assert.Equal(room.Home.Identity.Id, second.NodeId);
    }

    [Fact]
    public async Task A_removal_that_reaches_both_nodes_ends_the_peer_once()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob", spec => spec with { UserId = "bob" });
        var removal = new RemoveUser { Id = "1", ExpiresAt = DateTimeOffset.MaxValue, Tenant = "tenant", RoomId = "room", UserId = "bob", Reason = "rude" };

        Execute(room.Nodes[1], removal);
        Execute(room.Home, removal);

        Assert.Equal("rude", (await bob.HearsAsync("kicked")).GetProperty("reason").GetString());
        Assert.Equal(bob.PeerId, (await alice.HearsAsync("peerClosed")).GetProperty("peerId").GetString());
        await Eventually.TrueAsync(() => room.PartOn(0).Report.Peers == 1, "one peer is left");
    }

    [Fact]
    public async Task A_satellite_whose_home_is_lost_asks_its_clients_to_move_and_closes_its_part()
    {
        await using var room = await SpannedRoom.StartAsync();
        await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var part = room.PartOn(1);
        await room.Proxy.CutAsync();

        Execute(room.Nodes[1], new MigrateRoom
        {
            Id = "1", ExpiresAt = DateTimeOffset.MaxValue, Tenant = "tenant", RoomId = "room", Deadline = TimeProvider.System.GetUtcNow().AddSeconds(1),
        });

        Assert.Equal("elsewhere", (await bob.HearsAsync("migrate")).GetProperty("reason").GetString());
        await part.Ended;
        Assert.Null(room.Nodes[1].Rooms.Find("tenant", "room"));
    }

    private static void Execute(NodeHost node, NodeCommand command) => node.Services.GetRequiredService<CommandExecutor>().Execute(command);
}

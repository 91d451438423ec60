using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.RoomEvents;

/// <summary>The events of a room reach the control plane, in order.</summary>
public sealed class RoomEventTests(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>
{
    [Fact]
    public async Task The_events_of_a_room_are_sent_in_order()
    {
        var room = $"room-{Guid.NewGuid():n}";
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        controlPlane.Follow(room);
        await using var node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString), ("Rooms:DepartureTimeout", "00:00:00"));

        await using var alice = await node.JoinAsync(room, change: spec => spec with { UserId = "alice", Metadata = "host" });
        var producerId = await alice.ProduceVideoAsync();
        await alice.AskAsync("pauseProducer", new { producerId });
        await alice.AskAsync("closeProducer", new { producerId });
        await alice.AskAsync("leave");

        var started = await controlPlane.NextAsync<RoomStarted>();
        var joined = await controlPlane.NextAsync<PeerJoined>();
        var added = await controlPlane.NextAsync<ProducerAdded>();
        var updated = await controlPlane.NextAsync<ProducerUpdated>();
        var removed = await controlPlane.NextAsync<ProducerRemoved>();
        var left = await controlPlane.NextAsync<PeerLeft>();
        var ended = await controlPlane.NextAsync<RoomEnded>();
        Assert.Equal((node.Identity.Id, node.Identity.Epoch, "tenant", 1L), (started.NodeId, started.Epoch, started.Tenant, started.Sequence));
        Assert.Equal((alice.PeerId, "alice", "host", "127.0.0.1"), (joined.Peer.PeerId, joined.Peer.UserId, joined.Peer.Metadata, joined.Peer.Ip));
        Assert.Equal(new DeviceInfo("test"), joined.Peer.Device);
        Assert.Equal(
            (producerId, "video", "camera", "video/VP8", false),
            (added.Producer.ProducerId, added.Producer.Kind, added.Producer.Source, added.Producer.MimeType, added.Producer.Paused));
        Assert.True(updated.Producer.Paused);
        Assert.Equal(producerId, removed.ProducerId);
        Assert.Equal((alice.PeerId, PeerLeftReason.Left), (left.PeerId, left.Reason));
        Assert.Equal((RoomEndReason.Empty, 7L), (ended.Reason, ended.Sequence));
    }

    [Fact]
    public async Task A_replaced_peer_has_left_before_the_other_joins()
    {
        var room = $"room-{Guid.NewGuid():n}";
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        controlPlane.Follow(room);
        await using var node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString));
        TokenSpec Same(TokenSpec spec) => spec with { UserId = "alice", Settings = new RoomSettings { DuplicateUsers = DuplicateUserPolicy.Replace } };
        await using var first = await node.JoinAsync(room, change: Same);
        await using var second = await node.JoinAsync(room, change: Same);

        await controlPlane.NextAsync<RoomStarted>();
        Assert.Equal(first.PeerId, (await controlPlane.NextAsync<PeerJoined>()).Peer.PeerId);
        var left = await controlPlane.NextAsync<PeerLeft>();
        Assert.Equal((first.PeerId, PeerLeftReason.Replaced), (left.PeerId, left.Reason));
        Assert.Equal(second.PeerId, (await controlPlane.NextAsync<PeerJoined>()).Peer.PeerId);
    }

    [Fact]
    public async Task A_roster_is_sent_on_request_also_for_a_room_that_is_not_open()
    {
        var (open, closed) = ($"room-{Guid.NewGuid():n}", $"room-{Guid.NewGuid():n}");
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        await using var node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString), ("Node:Id", $"node-{Guid.NewGuid():n}"));
        await using var alice = await node.JoinAsync(open);
        await alice.ProduceAudioAsync();

        await controlPlane.SendAsync(node.Identity.Id, Ask(open), Ask(closed));

        controlPlane.Follow(open);
        await controlPlane.NextAsync<RoomStarted>();
        await controlPlane.NextAsync<PeerJoined>();
        await controlPlane.NextAsync<ProducerAdded>();
        var peer = Assert.Single((await controlPlane.NextAsync<RoomRoster>()).Peers);
        Assert.Equal((alice.PeerId, 1), (peer.PeerId, peer.Producers.Count));
        controlPlane.Follow(closed);
        Assert.Empty((await controlPlane.NextAsync<RoomRoster>()).Peers);
    }

    [Fact]
    public async Task An_event_that_the_bus_refuses_does_not_delay_the_others()
    {
        var room = $"room-{Guid.NewGuid():n}";
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        controlPlane.Follow(room);
        await using var node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString));
        node.Services.GetRequiredService<EventQueue>().Add(new PeerUpdated
        {
            Tenant = "another tenant", RoomId = "poisoned room", NodeId = node.Identity.Id, Epoch = node.Identity.Epoch,
            Sequence = 1, At = DateTimeOffset.UnixEpoch,
            Peer = new PeerInfo { PeerId = "peer", UserId = "user", Grants = new(), JoinedAt = DateTimeOffset.UnixEpoch, Metadata = new string('m', 300_000) },
        });

        await using var alice = await node.JoinAsync(room);

        await controlPlane.NextAsync<RoomStarted>();
        Assert.Equal(alice.PeerId, (await controlPlane.NextAsync<PeerJoined>()).Peer.PeerId);
    }

    [Fact]
    public async Task The_roster_of_a_large_room_is_sent_in_parts()
    {
        const int Peers = 80;
        var room = $"room-{Guid.NewGuid():n}";
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        await using var node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString), ("Node:Id", $"node-{Guid.NewGuid():n}"));
        var clients = await Task.WhenAll(Enumerable.Range(0, Peers).Select(_ =>
            node.ConnectAsync(spec => spec with { RoomId = room, Metadata = new string('m', 4000) })));
        await Task.WhenAll(clients.Select(client => client.AskAsync("join", new { device = new { name = "test" } })));

        await controlPlane.SendAsync(node.Identity.Id, Ask(room));

        controlPlane.Follow(room);
        await controlPlane.NextAsync<RoomStarted>();
        for (var i = 0; i < Peers; i++)
        {
            await controlPlane.NextAsync<PeerJoined>();
        }

        var parts = new List<RoomRoster>();
        do
        {
            parts.Add(await controlPlane.NextAsync<RoomRoster>());
        }
        while (!parts[^1].IsLastPart);

        Assert.True(parts.Count > 1);
        Assert.All(parts, part => Assert.Equal(Peers + 2, part.FirstSequence));
        Assert.Equal(clients.Select(client => client.PeerId).ToHashSet(), parts.SelectMany(part => part.Peers).Select(peer => peer.PeerId).ToHashSet());
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Events_during_a_bus_outage_are_sent_after_it()
    {
        var room = $"room-{Guid.NewGuid():n}";
        var port = FreePort.Next();
        var connection =
            $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;"
            + "UseDevelopmentEmulator=true;";
        await using var node = await NodeHost.StartAsync(
            ("ServiceBus", connection), ("ServiceBus:SendTimeout", "00:00:02"), ("ServiceBus:MaxBackoff", "00:00:00.500"));
        await using var alice = await node.JoinAsync(room);
        await alice.ProduceAudioAsync();

        await using var late = await ServiceBusEmulatorProcess.StartAsync(port);

        await using var controlPlane = new ControlPlane(late.ConnectionString);
        controlPlane.Follow(room);
        await controlPlane.NextAsync<RoomStarted>();
        await controlPlane.NextAsync<PeerJoined>();
        await controlPlane.NextAsync<ProducerAdded>();
    }

    private static ReportRoster Ask(string room) => new()
    {
        Id = Guid.NewGuid().ToString(),
        ExpiresAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5),
        Tenant = "tenant",
        RoomId = room,
    };
}

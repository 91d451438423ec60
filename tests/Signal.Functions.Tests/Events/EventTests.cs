using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

public sealed class EventTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_repeated_event_counts_once()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        var alice = FakeNode.Peer("alice");
        var joined = new PeerJoined
        {
            Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 100,
            At = TimeProvider.System.GetUtcNow(), Peer = alice,
        };

        await node.SendAsync(joined);
        await node.SendAsync(joined);
        await node.SendAsync(new PeerLeft
        {
            Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 101, At = joined.At,
            PeerId = alice.PeerId, UserId = "alice", Reason = PeerLeftReason.Left,
        });
        await node.SendAsync(joined);
        node.LoseEvents(200);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("bob"));

        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Contains("bob"));
        Assert.Equal(["bob"], await room.UsersAsync());
    }

    [Fact]
    public async Task Producers_come_change_and_go()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        var alice = FakeNode.Peer("alice");
        await node.JoinAsync(service.ServiceId, roomId, alice);
        var microphone = new ProducerInfo { ProducerId = "p1", Kind = "audio", Source = "microphone" };
        RoomEvent[] events =
        [
            new ProducerAdded
            {
                Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 50, At = alice.JoinedAt,
                PeerId = alice.PeerId, Producer = microphone,
            },
            new ProducerAdded
            {
                Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 51, At = alice.JoinedAt,
                PeerId = alice.PeerId, Producer = microphone with { ProducerId = "p2" },
            },
            new ProducerUpdated
            {
                Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 52, At = alice.JoinedAt,
                PeerId = alice.PeerId, Producer = microphone with { Paused = true },
            },
            new ProducerRemoved
            {
                Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 53, At = alice.JoinedAt,
                PeerId = alice.PeerId, ProducerId = "p2",
            },
        ];
        foreach (var e in events)
        {
            await node.SendAsync(e);
        }

        await Eventually.TrueAsync(async () =>
            await service.GetAsync($"/v1/rooms/{roomId}/participants/alice") is { Status: 200 } answer
            && answer.Json.GetProperty("items")[0].GetProperty("producers").EnumerateArray().ToArray() is [var only]
            && only.GetProperty("producerId").GetString() == "p1" && only.GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task An_old_report_changes_nothing()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode();
        await node.ReportAsync(load: 0.7, sequence: 10);
        await node.ReportAsync(load: 0.1, sequence: 9);
        node.Epoch -= 5000;
        await node.ReportAsync(load: 0.2, sequence: 99);
        node.Epoch += 5000;
        await node.ReportAsync(load: 0.8, sequence: 11);

        await Eventually.TrueAsync(async () =>
            await installation.Superservice.GetAsync("/v1/nodes/" + node.Id) is { Status: 200 } answer
            && answer.Json.GetProperty("load").GetDouble().Equals(0.8));
        await node.ReportAsync(load: 0.3, sequence: 10);
        await installation.CreateNode("marker").ReportUntilKnownAsync(installation.Superservice);
        Assert.Equal(0.8, (await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).Json.GetProperty("load").GetDouble());
    }

    [Fact]
    public async Task A_lost_event_is_repaired_by_the_roster()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("gone"));
        node.LoseEvents(2);

        var asked = node.NextAsync<ReportRoster>();
        await Eventually.TrueAsync(async () =>
        {
            await node.ReportAsync(rooms: [node.Room(service.ServiceId, roomId, peers: 2)]);
            return asked.IsCompleted;
        });

        Assert.Equal(roomId, (await asked).RoomId);
        await node.SendRosterAsync(service.ServiceId, roomId, FakeNode.Peer("alice"), FakeNode.Peer("bob"));
        await Eventually.TrueAsync(async () => await room.UsersAsync() is ["alice", "bob"]);
    }

    [Fact]
    public async Task A_room_that_is_no_longer_reported_ends_when_its_node_confirms_it()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("stale"));
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 1);

        var asked = node.NextAsync<ReportRoster>();
        await Eventually.TrueAsync(async () =>
        {
            await node.ReportAsync(rooms: []);
            return asked.IsCompleted;
        });
        Assert.Equal(["stale"], await room.UsersAsync());
        await node.SendAsync(new RoomRoster
        {
            Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = node.Next(roomId),
            At = TimeProvider.System.GetUtcNow(), Peers = [], Open = false,
        });

        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 0);
        await Eventually.TrueAsync(async () => !(await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());
    }

    [Fact]
    public async Task A_node_is_commanded_to_close_a_room_that_was_deleted_meanwhile()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode().Listen();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var service = await installation.CreateServiceAsync();

        var closed = node.NextAsync<CloseRoom>();
        await Eventually.TrueAsync(async () =>
        {
            await node.ReportAsync(rooms: [node.Room(service.ServiceId, "deleted-long-ago", peers: 1)]);
            return closed.IsCompleted;
        });

        Assert.Equal("deleted-long-ago", (await closed).RoomId);
    }

    [Fact]
    public async Task A_dead_nodes_rooms_are_cleared_and_its_row_is_forgotten()
    {
        await using var installation = await Installation.StartAsync(
            azurite, ("Nodes:ReportMaxAge", "00:00:02"), ("Nodes:Lease", "00:00:02"), ("Nodes:Forget", "00:00:03"));
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("orphan"));
        await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == 1);
        var deadNodes = installation.Get<DeadNodes>();
        await using var survivor = installation.CreateNode();

        await Eventually.TrueAsync(async () =>
        {
            await survivor.ReportAsync();
            await deadNodes.SweepAsync(TestContext.Current.CancellationToken);
            return (await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).Status == 404;
        });

        Assert.Empty(await room.UsersAsync());
        Assert.False((await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());
    }

    [Fact]
    public async Task The_last_node_is_cleared_and_removed_by_hand()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:Forget", "1.00:00:00"));
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        (await installation.Superservice.DeleteAsync("/v1/nodes/" + node.Id)).ShouldBeProblem(409, "conflict");

        await installation.FoldOldReportAsync(node);
        await Eventually.TrueAsync(async () => (await installation.Superservice.DeleteAsync("/v1/nodes/" + node.Id)).Status == 204);

        await Eventually.TrueAsync(async () =>
        {
            await installation.Get<DeadNodes>().SweepAsync(TestContext.Current.CancellationToken);
            return (await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).Status == 404;
        });
        Assert.False((await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());
    }

    [Fact]
    public async Task A_room_with_a_timeout_expires_and_one_without_stays()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        var brief = await service.CreateRoomAsync(new { name = "brief", emptyTimeoutSeconds = 1 });
        var lasting = await service.CreateRoomAsync();

        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{brief}")).Status == 404);

        (await service.GetAsync($"/v1/rooms/{lasting}")).ShouldBe(200);
    }

    [Fact]
    public async Task More_rooms_than_concurrent_sessions_do_not_block_each_other()
    {
        const int Rooms = 70;
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var service = await installation.CreateServiceAsync();
        var rooms = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(_ => service.CreateRoomAsync()));
        await Task.WhenAll(rooms.Select(roomId => service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })));

        foreach (var roomId in rooms)
        {
            await node.StartRoomAsync(service.ServiceId, roomId);
        }

        await Eventually.TrueAsync(async () =>
            (await service.GetAsync("/v1/rooms?limit=100")).Json.GetProperty("items").EnumerateArray().Count(r => r.GetProperty("live").GetBoolean()) == Rooms);
    }
}

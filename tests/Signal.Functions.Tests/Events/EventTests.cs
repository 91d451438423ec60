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
        var (service, node, roomId) = await OpenRoomAsync(installation);
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

        await Eventually.TrueAsync(async () => (await UsersAsync(service, roomId)).Contains("bob"));
        Assert.Equal(["bob"], await UsersAsync(service, roomId));
    }

    [Fact]
    public async Task Producers_come_change_and_go()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, node, roomId) = await OpenRoomAsync(installation);
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
        var (service, node, roomId) = await OpenRoomAsync(installation);
        node.Listen();
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
        await Eventually.TrueAsync(async () => await UsersAsync(service, roomId) is ["alice", "bob"]);
    }

    [Fact]
    public async Task A_room_that_is_no_longer_reported_ends_when_its_node_confirms_it()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, node, roomId) = await OpenRoomAsync(installation);
        node.Listen();
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("stale"));
        await Eventually.TrueAsync(async () => (await UsersAsync(service, roomId)).Count == 1);

        var asked = node.NextAsync<ReportRoster>();
        await Eventually.TrueAsync(async () =>
        {
            await node.ReportAsync(rooms: []);
            return asked.IsCompleted;
        });
        Assert.Equal(["stale"], await UsersAsync(service, roomId));
        await node.SendAsync(new RoomRoster
        {
            Tenant = service.ServiceId, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = node.Next(roomId),
            At = TimeProvider.System.GetUtcNow(), Peers = [], Open = false,
        });

        await Eventually.TrueAsync(async () => (await UsersAsync(service, roomId)).Count == 0);
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
        var (service, node, roomId) = await OpenRoomAsync(installation);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("orphan"));
        await Eventually.TrueAsync(async () => (await UsersAsync(service, roomId)).Count == 1);
        var deadNodes = installation.Get<DeadNodes>();
        await using var survivor = installation.CreateNode();

        await Eventually.TrueAsync(async () =>
        {
            await survivor.ReportAsync();
            await deadNodes.SweepAsync(TestContext.Current.CancellationToken);
            return (await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).Status == 404;
        });

        Assert.Empty(await UsersAsync(service, roomId));
        Assert.False((await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());
    }

    [Fact]
    public async Task The_last_node_is_cleared_and_removed_by_hand()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, node, roomId) = await OpenRoomAsync(installation);
        (await installation.Superservice.DeleteAsync("/v1/nodes/" + node.Id)).ShouldBeProblem(409, "conflict");

        await installation.FoldOldReportAsync(node);
        await Eventually.TrueAsync(async () => (await installation.Superservice.DeleteAsync("/v1/nodes/" + node.Id)).Status == 204);

        (await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).ShouldBeProblem(404, "not-found");
        await Eventually.TrueAsync(async () => !(await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());
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
    public async Task Users_are_muted_changed_and_sent_data_by_command()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, node, roomId) = await OpenRoomAsync(installation);
        node.Listen();
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("alice"));
        await Eventually.TrueAsync(async () => (await UsersAsync(service, roomId)).Count == 1);
        var path = $"/v1/rooms/{roomId}";

        (await service.PostAsync(path + "/participants/alice/mute", new { muted = true, kind = "audio" })).ShouldBe(202);
        var muted = await node.NextAsync<SetMuted>();
        Assert.Equal(("alice", true, "audio"), (muted.UserId, muted.Muted, muted.Kind));

        (await service.PatchAsync(path + "/participants/alice", new { grants = new { subscribe = true }, name = "Alice A." })).ShouldBe(202);
        var updated = await node.NextAsync<UpdateUser>();
        Assert.Equal(("Alice A.", null, true), (updated.Name, updated.GrantsPatch!.PublishAudio, updated.GrantsPatch.Subscribe));

        (await service.PostAsync(path + "/data", new { topic = "t", payload = new { x = 1 }, userIds = new[] { "alice" } })).ShouldBe(202);
        var data = await node.NextAsync<SendData>();
        Assert.Equal(("t", "{\"x\":1}"), (data.Topic, data.Payload.GetRawText()));

        (await service.PostAsync(path + "/participants/nobody/mute", new { muted = true })).ShouldBeProblem(404, "not-found");
        (await service.PostAsync(path + "/participants/alice/mute", new { })).ShouldBe(400);
        (await service.PatchAsync(path + "/participants/alice", new { })).ShouldBeProblem(400, "invalid");
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

    [Fact]
    public async Task A_user_whose_id_has_a_slash_is_commanded_like_others()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, node, roomId) = await OpenRoomAsync(installation);
        node.Listen();
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("team/ada"));
        await Eventually.TrueAsync(async () => (await UsersAsync(service, roomId)).Count == 1);
        var path = $"/v1/rooms/{roomId}";
        var user = path + "/participants/" + Uri.EscapeDataString("team/ada");

        (await service.GetAsync(user)).ShouldBe(200);
        (await service.PostAsync(user + "/mute", new { muted = true })).ShouldBe(202);
        Assert.Equal("team/ada", (await node.NextAsync<SetMuted>()).UserId);
        (await service.PatchAsync(user, new { name = "Ada" })).ShouldBe(202);
        Assert.Equal("team/ada", (await node.NextAsync<UpdateUser>()).UserId);
        (await service.DeleteAsync(user)).ShouldBe(202);
        Assert.Equal("team/ada", (await node.NextAsync<RemoveUser>()).UserId);

        var ban = path + "/bans/" + Uri.EscapeDataString("team/ada");
        (await service.PutAsync(ban, new { until = TimeProvider.System.GetUtcNow().AddHours(1) })).ShouldBe(202);
        (await service.PostAsync(path + "/tokens", new { userId = "team/ada" })).ShouldBeProblem(403, "user-banned");
        (await service.DeleteAsync(ban)).ShouldBe(204);
        (await service.PostAsync(path + "/tokens", new { userId = "team/ada" })).ShouldBe(201);
    }

    private static async Task<(ServiceCaller Service, FakeNode Node, string RoomId)> OpenRoomAsync(Installation installation)
    {
        var service = await installation.CreateServiceAsync();
        var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);
        await node.StartRoomAsync(service.ServiceId, roomId);
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());
        return (service, node, roomId);
    }

    private static async Task<List<string>> UsersAsync(ServiceCaller service, string roomId) =>
        [
            .. (await service.GetAsync($"/v1/rooms/{roomId}/participants")).Json.GetProperty("items").EnumerateArray()
                .Select(p => p.GetProperty("userId").GetString()!).Order(),
        ];
}

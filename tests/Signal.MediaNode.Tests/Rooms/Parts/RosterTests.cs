using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Reports;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>The peers of all nodes are in one room, and its home decides who.</summary>
public sealed class RosterTests
{
    private const int Alone = 0;

    [Fact]
    public async Task Peers_on_different_nodes_see_each_other_come_and_go()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var carol = await room.JoinAsync(2, "Carol");

        Assert.Equal(Alone, alice.Others.GetArrayLength());
        Assert.Equal(["Alice"], NamesOf(bob.Others));
        Assert.Equal(["Alice", "Bob"], NamesOf(carol.Others));
        Assert.Equal("Bob", (await alice.HearsAsync("newPeer")).GetProperty("displayName").GetString());
        Assert.Equal(carol.PeerId, (await alice.HearsAsync("newPeer")).GetProperty("id").GetString());
        Assert.Equal(carol.PeerId, (await bob.HearsAsync("newPeer")).GetProperty("id").GetString());

        await bob.AskAsync("leave");
        foreach (var other in new[] { alice, carol })
        {
            Assert.Equal(bob.PeerId, (await other.HearsAsync("peerClosed")).GetProperty("peerId").GetString());
        }
    }

    [Fact]
    public async Task Only_the_home_reports_the_room()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        await bob.ProduceAudioAsync();
        await alice.HearsAsync("newConsumer");

        var atHome = room.Home.Services.GetRequiredService<ReportWriter>().Write()[0];
        var there = room.Nodes[1].Services.GetRequiredService<ReportWriter>().Write()[0];

        Assert.Equal((2, 1), (atHome.Rooms.Single().Peers, atHome.Rooms.Single().Publishers));
        Assert.Equal((1, 1), (atHome.PeerCount, there.PeerCount));
        Assert.Empty(there.Rooms);
        Assert.Equal(0, there.RoomCount);
    }

    [Fact]
    public async Task Exactly_as_many_peers_as_allowed_join_at_the_same_time_on_all_nodes()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        TokenSpec Limited(TokenSpec spec) => spec with { Settings = new RoomSettings { MaxParticipants = 7 } };
        var clients = await Task.WhenAll(Enumerable.Range(0, 18).Select(number => room.ConnectAsync(number % 3, $"{number}", Limited)));

        var joins = await Task.WhenAll(clients.Select(async client => await Record.ExceptionAsync(() => client.EnterAsync())));

        Assert.Equal(7, joins.Count(error => error is null));
        Assert.All(joins.OfType<Exception>(), error => Assert.Equal(SignalErrorCode.LimitReached, TestClient.ErrorOf(error.Message).Code));
        Assert.Equal(7, room.PartOn(0).Report.Peers);
    }

    [Fact]
    public async Task Exactly_as_many_publishers_as_allowed_send_on_all_nodes()
    {
        await using var room = await SpannedRoom.StartAsync();
        TokenSpec Limited(TokenSpec spec) => spec with { Settings = new RoomSettings { MaxPublishers = 3 } };
        var clients = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => room.JoinAsync(number % 2, $"{number}", Limited)));

        var sends = await Task.WhenAll(clients.Select(async client => await Record.ExceptionAsync(() => client.ProduceAudioAsync())));

        Assert.Equal(3, sends.Count(error => error is null));
        Assert.All(sends.OfType<Exception>(), error => Assert.Equal(SignalErrorCode.LimitReached, TestClient.ErrorOf(error.Message).Code));
        await Eventually.TrueAsync(() => room.PartOn(0).Report.Publishers == 3);
    }

    [Fact]
    public async Task A_user_who_joins_on_another_node_replaces_the_peer_there()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        TokenSpec Same(TokenSpec spec) => spec with { UserId = "u", Settings = new RoomSettings { DuplicateUsers = DuplicateUserPolicy.Replace } };
        var first = await room.JoinAsync(1, "First", Same);
        var second = await room.JoinAsync(2, "Second", Same);
        await first.HearsAsync("kicked");

        var third = await room.JoinAsync(0, "Third", Same);
        await second.HearsAsync("kicked");

        Assert.Equal(Alone, third.Others.GetArrayLength());
        Assert.Equal(1, room.PartOn(0).Report.Peers);
    }

    [Fact]
    public async Task A_user_who_is_on_another_node_is_refused_if_the_room_says_so()
    {
        await using var room = await SpannedRoom.StartAsync();
        TokenSpec Same(TokenSpec spec) => spec with { UserId = "u", Settings = new RoomSettings { DuplicateUsers = DuplicateUserPolicy.Reject } };
        await room.JoinAsync(0, "First", Same);
        var second = await room.ConnectAsync(1, "Second", Same);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => second.EnterAsync());

        Assert.Equal(SignalErrorCode.Forbidden, TestClient.ErrorOf(error.Message).Code);
    }

    [Fact]
    public async Task An_admin_mutes_and_kicks_peers_on_other_nodes()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var carol = await room.JoinAsync(2, "Carol", spec => spec with { Grants = spec.Grants with { Admin = true } });
        await alice.ProduceAudioAsync();
        await bob.ProduceAudioAsync();
        await carol.HearsAsync("newConsumer");
        await carol.HearsAsync("newConsumer");

        foreach (var other in new[] { alice, bob })
        {
            await carol.AskAsync("mutePeer", new { peerId = other.PeerId, kind = "audio" });
            await other.HearsAsync("producerPaused");
            await carol.HearsAsync("consumerPaused");
            await carol.AskAsync("kickPeer", new { peerId = other.PeerId, reason = "Rude." });
            Assert.Equal("Rude.", (await other.HearsAsync("kicked")).GetProperty("reason").GetString());
            await carol.HearsAsync("peerClosed");
        }

        Assert.Equal(SignalErrorCode.NotFound, await carol.RefusedAsync("kickPeer", new { peerId = bob.PeerId }));
    }

    [Fact]
    public async Task Commands_to_the_home_reach_the_peers_on_all_nodes()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob", spec => spec with { UserId = "bob" });
        await bob.ProduceAudioAsync();
        await alice.HearsAsync("newConsumer");
        var home = room.PartOn(0);

        home.Execute(Command(new SendData { Topic = "t", Payload = JsonSerializer.SerializeToElement(1) }));
        Assert.Equal("t", (await bob.HearsAsync("roomData")).GetProperty("topic").GetString());

        home.Execute(Command(new UpdateUser { UserId = "bob", Name = "Robert" }));
        Assert.Equal("Robert", (await alice.HearsAsync("peerUpdated")).GetProperty("displayName").GetString());

        home.Execute(Command(new SetMuted { UserId = "bob", Kind = "audio", Muted = true }));
        await bob.HearsAsync("producerPaused");
        await alice.HearsAsync("consumerPaused");

        home.Execute(Command(new UpdateRoom { Locked = true, Settings = new RoomSettings() }));
        Assert.True((await bob.HearsAsync("roomUpdated")).GetProperty("locked").GetBoolean());
        var late = await room.ConnectAsync(1, "Late");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => late.EnterAsync());
        Assert.Equal(SignalErrorCode.Forbidden, TestClient.ErrorOf(error.Message).Code);

        home.Execute(Command(new RemoveUser { UserId = "bob", Reason = "Enough." }));
        Assert.Equal("Enough.", (await bob.HearsAsync("kicked")).GetProperty("reason").GetString());
        await alice.HearsAsync("peerClosed");

        static RoomCommand Command(RoomCommand payload) => payload with { Id = "1", ExpiresAt = DateTimeOffset.MaxValue, Tenant = "tenant", RoomId = "room" };
    }

    [Fact]
    public async Task The_end_of_the_room_ends_it_on_all_nodes()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");

        await room.PartOn(0).CloseAsync(RoomEndReason.Closed);

        await alice.HearsAsync("roomClosed");
        Assert.Equal("closed", (await bob.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        await room.NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_node_without_links_refuses_tokens_of_rooms_of_other_nodes()
    {
        await using var node = await NodeHost.StartAsync();

        await using var client = await TestClient.OpenAsync(node.Url, node.Token(spec => spec with { Home = new RoomHome("other", 1) }));

        await client.Closed;
        Assert.True(node.Rooms.IsEmpty);
    }

    [Fact]
    public async Task A_token_that_names_the_own_node_as_home_changes_nothing()
    {
        await using var node = await NodeHost.StartAsync();

        await using var alice = await node.JoinAsync("room", change: spec => spec with { Home = new RoomHome(spec.NodeId, spec.Epoch) });
        await using var bob = await node.JoinAsync("room", "Bob");

        await alice.HearsAsync("newPeer");
        Assert.True(node.Rooms.All.Single().IsHome);
    }

    private static IEnumerable<string?> NamesOf(JsonElement peers) =>
        peers.EnumerateArray().Select(peer => peer.GetProperty("displayName").GetString()).Order();
}

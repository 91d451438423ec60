using Signal.Contracts.Errors;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>Links are cut and nodes end: the others go on, and the room is one again afterwards.</summary>
public sealed class PartFaultTests
{
    [Fact]
    public async Task A_cut_link_is_opened_again_and_neither_peers_nor_media_notice()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var audio = await room.SendDirectlyAsync(0, alice, Media.Audio());
        await using var sending = new RtpSource(audio);
        await SpannedRoom.OfferedAsync(bob, audio.Id.Value);
        await alice.HearsAsync("newPeer");
        var packets = await ListenAsync(room, 1, bob, audio);

        await room.Proxy.CutAsync();
        await Eventually.TrueAsync(() => room.Proxy.Connections == 1, "the link is opened again");

        var before = packets();
        await Eventually.TrueAsync(() => packets() > before + 10, "packets arrive");
        var video = await bob.ProduceVideoAsync();
        await SpannedRoom.OfferedAsync(alice, video);
        Assert.DoesNotContain(alice.Heard.Concat(bob.Heard), message => message.Name is "peerClosed" or "newPeer" or "consumerClosed" or "kicked");
        Assert.Equal(2, room.PartOn(0).Report.Peers);
    }

    [Fact]
    public async Task What_happens_while_the_link_is_lost_is_known_afterwards()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var leaver = await room.JoinAsync(0, "Leaver");
        var leaverThere = await room.JoinAsync(1, "Leaver there");
        await HaveHeardAsync(alice, 3);
        await HaveHeardAsync(bob, 2);
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();

        await leaver.AskAsync("leave");
        await leaverThere.AskAsync("leave");
        var (audio, video) = (await alice.ProduceAudioAsync(), await bob.ProduceVideoAsync());
        var newcomer = await room.JoinAsync(0, "Newcomer");
        var refused = await room.ConnectAsync(1, "Refused");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => refused.EnterAsync());
        Assert.Equal(SignalErrorCode.Internal, TestClient.ErrorOf(error.Message).Code);
        Assert.DoesNotContain(alice.Heard, message => message.Name == "peerClosed" && message.Data.GetProperty("peerId").GetString() == leaverThere.PeerId);

        room.Proxy.Fault = Fault.None;

        await alice.HearsAsync("peerClosed", data => data.GetProperty("peerId").GetString() == leaverThere.PeerId);
        await bob.HearsAsync("peerClosed", data => data.GetProperty("peerId").GetString() == leaver.PeerId);
        Assert.Equal(newcomer.PeerId, (await bob.HearsAsync("newPeer")).GetProperty("id").GetString());
        await SpannedRoom.OfferedAsync(alice, video);
        await SpannedRoom.OfferedAsync(bob, audio);
        await refused.EnterAsync();
        await alice.HearsAsync("newPeer", peer => peer.GetProperty("id").GetString() == refused.PeerId);
    }

    [Fact]
    public async Task A_user_who_was_removed_while_the_link_was_lost_does_not_come_back()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        var alice = await room.JoinAsync(0, "Alice", spec => spec with { Grants = spec.Grants with { Admin = true } });
        var bob = await room.JoinAsync(1, "Bob");
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();

        await alice.AskAsync("kickPeer", new { peerId = bob.PeerId });
        await alice.HearsAsync("peerClosed");
        room.Proxy.Fault = Fault.None;

        await bob.HearsAsync("kicked");
        Assert.Equal(1, room.PartOn(0).Report.Peers);
    }

    [Fact]
    public async Task A_user_who_joined_elsewhere_while_the_link_was_lost_is_in_the_room_once()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        TokenSpec Same(TokenSpec spec) => spec with { UserId = "u", Settings = new RoomSettings { DuplicateUsers = DuplicateUserPolicy.Replace } };
        var first = await room.JoinAsync(1, "First", Same);
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();

        var second = await room.JoinAsync(0, "Second", Same);
        room.Proxy.Fault = Fault.None;

        await first.HearsAsync("kicked");
        Assert.Equal(1, room.PartOn(0).Report.Peers);
        Assert.False(second.Ended);
    }

    [Fact]
    public async Task Peers_of_a_node_that_does_not_come_back_are_removed()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        var alice = await room.JoinAsync(0, "Alice");
        var carol = await room.JoinAsync(2, "Carol");
        var bob = await room.JoinAsync(1, "Bob");
        await HaveHeardAsync(alice, 2);
        await HaveHeardAsync(carol, 1);

        await room.Nodes[1].StopAsync();

        foreach (var client in new[] { alice, carol })
        {
            Assert.Equal(bob.PeerId, (await client.HearsAsync("peerClosed")).GetProperty("peerId").GetString());
        }

        Assert.Equal(2, room.PartOn(0).Report.Peers);
    }

    [Fact]
    public async Task After_the_lease_peers_whose_node_was_cut_off_return_when_it_does()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:00:01"));
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var audio = await bob.ProduceAudioAsync();
        await SpannedRoom.OfferedAsync(alice, audio);
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();
        await alice.HearsAsync("peerClosed");
        await alice.HearsAsync("consumerClosed");

        room.Proxy.Fault = Fault.None;

        await alice.HearsAsync("newPeer", peer => peer.GetProperty("id").GetString() == bob.PeerId);
        await SpannedRoom.OfferedAsync(alice, audio);
        Assert.DoesNotContain(bob.Heard, message => message.Name is "peerClosed" or "kicked" or "roomClosed");
    }

    [Fact]
    public async Task Streams_between_two_satellites_that_lost_each_other_for_longer_than_the_lease_are_offered_again()
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3, settings: ("Rooms:PartLease", "00:00:01"));
        var bob = await room.JoinAsync(1, "Bob");
        var carol = await room.JoinAsync(2, "Carol");
        var audio = await bob.ProduceAudioAsync();
        await SpannedRoom.OfferedAsync(carol, audio);
        room.Proxies[1].Fault = Fault.BlackHole;
        await room.Proxies[1].CutAsync();
        await Eventually.TrueAsync(() => room.PartOn(1).ServedPipes.Count == 0, "the owner's node no longer sends the stream");

        room.Proxies[1].Fault = Fault.None;

        await carol.HearsAsync("consumerClosed");
        await SpannedRoom.OfferedAsync(carol, audio);
        await Eventually.TrueAsync(() => room.PartOn(1).ServedPipes.Count == 1, "the owner's node sends the stream");
        Assert.DoesNotContain(carol.Heard, message => message.Name == "peerClosed");
    }

    [Fact]
    public async Task A_client_that_disconnects_while_it_joins_at_the_home_is_not_in_the_room()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var witness = await room.JoinAsync(1, "Witness");
        await alice.HearsAsync("newPeer");
        var bob = await room.ConnectAsync(1, "Bob");
        room.Proxy.Fault = Fault.Delayed(TimeSpan.FromSeconds(1));

        // The home has admitted Bob; its answer is on the way.
        var joining = bob.EnterAsync();
        await alice.HearsAsync("newPeer", peer => peer.GetProperty("id").GetString() == bob.PeerId);
        await bob.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => joining);
        room.Proxy.Fault = Fault.None;

        await alice.HearsAsync("peerClosed", data => data.GetProperty("peerId").GetString() == bob.PeerId);
        await Eventually.TrueAsync(() => room.PartOn(0).Report.Peers == 2, "Bob is not in the room");
        Assert.False(witness.Ended);
    }

    [Fact]
    public async Task A_publisher_slot_whose_reservation_was_not_confirmed_in_time_is_free_again()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Links:RequestTimeout", "00:00:03"));
        TokenSpec OnePublisher(TokenSpec spec) => spec with { Settings = new RoomSettings { MaxPublishers = 1 } };
        var alice = await room.JoinAsync(0, "Alice", OnePublisher);
        var bob = await room.JoinAsync(1, "Bob", OnePublisher);
        room.Proxy.Fault = Fault.Delayed(TimeSpan.FromSeconds(2));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => bob.ProduceAudioAsync());
        Assert.Equal(SignalErrorCode.Internal, TestClient.ErrorOf(error.Message).Code);
        room.Proxy.Fault = Fault.None;

        await Eventually.TrueAsync(async () => await Record.ExceptionAsync(() => alice.ProduceAudioAsync()) is null, what: "Alice publishes");
    }

    [Fact]
    public async Task A_home_that_could_not_describe_the_room_is_asked_again()
    {
        await using var room = await SpannedRoom.StartAsync(settings: [("Links:MaxMessageBytes", "65536"), ("Links:RequestTimeout", "00:00:01")]);
        var alice = await room.JoinAsync(0, "Alice");
        var streams = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            streams.Add(await alice.ProduceDataAsync("data", number, new { text = new string('x', 16_000) }));
        }

        var bob = await room.ConnectAsync(1, "Bob");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => bob.EnterAsync());
        Assert.Equal(SignalErrorCode.Internal, TestClient.ErrorOf(error.Message).Code);
        await alice.AskAsync("closeDataProducer", new { dataProducerId = streams[0] });

        await Eventually.TrueAsync(
            async () => await Record.ExceptionAsync(() => bob.AskAsync("join", new { device = new { name = "test" } })) is null, what: "Bob joins");
        Assert.DoesNotContain(bob.Heard, message => message.Name == "roomClosed");
    }

    [Fact]
    public async Task When_the_home_stops_the_room_ends_on_all_nodes()
    {
        await using var room = await SpannedRoom.StartAsync();
        await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");

        await room.Home.StopAsync();

        await bob.HearsAsync("roomClosed");
        await room.Nodes[1].BecomesEmptyAsync();
    }

    [Fact]
    public async Task When_a_worker_dies_its_peers_rebuild_their_media_and_receive_again()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var bob = await room.JoinAsync(1, "Bob");
        var audio = await alice.ProduceAudioAsync();
        await SpannedRoom.OfferedAsync(bob, audio);

        Shards.SpreadRoom.Kill((await room.MediaOfAsync(1, bob)).Slot);
        await bob.HearsAsync("mediaReset");
        await bob.EnterAsync();
        await SpannedRoom.OfferedAsync(bob, audio);

        Shards.SpreadRoom.Kill((await room.MediaOfAsync(0, alice)).Slot);
        await alice.HearsAsync("mediaReset");
        await bob.HearsAsync("consumerClosed");
        await alice.EnterAsync();
        await SpannedRoom.OfferedAsync(bob, await alice.ProduceAudioAsync());
    }

    [Fact]
    public async Task Two_hundred_visits_from_another_node_leave_nothing()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var audio = await alice.ProduceAudioAsync();
        for (var visit = 0; visit < 200; visit++)
        {
            var guest = await room.JoinAsync(1, $"{visit}");
            await SpannedRoom.OfferedAsync(guest, audio);
            await SpannedRoom.OfferedAsync(alice, await guest.ProduceAudioAsync());
            await guest.AskAsync("leave");
            await alice.HearsAsync("consumerClosed");
        }

        await alice.AskAsync("leave");
        await room.NothingIsLeftAsync();
    }

    private static async Task HaveHeardAsync(TestClient client, int newPeers)
    {
        for (var i = 0; i < newPeers; i++)
        {
            await client.HearsAsync("newPeer");
        }
    }

    private static async Task<Func<int>> ListenAsync(SpannedRoom room, int node, TestClient client, Producer producer)
    {
        var router = (await room.MediaOfAsync(node, client)).Router;
        var listener = await (await router.CreateDirectTransportAsync()).ConsumeAsync(
            new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = router.RtpCapabilities });
        var packets = 0;
        listener.OnRtp += _ => Interlocked.Increment(ref packets);
        return () => Volatile.Read(ref packets);
    }
}

using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.Contracts.Tokens;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Limits;

/// <summary>The limits of a peer, a room or an address.</summary>
public sealed class PeerLimitTests
{
    [Fact]
    public async Task Transports_producers_and_data_producers_are_limited()
    {
        await using var node = await NodeHost.StartAsync(("Limits:Transports", "2"), ("Limits:Producers", "2"), ("Limits:DataProducers", "1"));
        await using var alice = await node.JoinAsync("room");
        await alice.ProduceAudioAsync(1);
        await alice.ProduceAudioAsync(2);
        await alice.ProduceDataAsync("chat");

        Assert.Equal(SignalErrorCode.LimitReached, await alice.RefusedAsync("createWebRtcTransport"));
        Assert.Equal(
            SignalErrorCode.LimitReached,
            await alice.RefusedAsync("produce", new { transportId = alice.SendTransport, kind = "audio", rtpParameters = ClientMedia.Opus(3) }));
        Assert.Equal(
            SignalErrorCode.LimitReached,
            await alice.RefusedAsync("produceData", new { transportId = alice.SendTransport, sctpStreamParameters = new { streamId = 5 } }));
    }

    [Fact]
    public async Task Requests_are_limited_in_rate()
    {
        await using var node = await NodeHost.StartAsync(("Limits:RequestsPerSecond", "0.001"), ("Limits:RequestBurst", "3"));
        await using var alice = await node.ConnectAsync();
        await alice.AskAsync("getRouterRtpCapabilities");
        await alice.AskAsync("getRouterRtpCapabilities");
        await alice.AskAsync("getRouterRtpCapabilities");

        Assert.Equal(SignalErrorCode.RateLimited, await alice.RefusedAsync("getRouterRtpCapabilities"));
    }

    [Fact]
    public async Task A_room_holds_as_many_participants_and_publishers_as_its_settings_say()
    {
        await using var node = await NodeHost.StartAsync();
        TokenSpec Small(TokenSpec spec) => spec with { RoomId = "room", Settings = new RoomSettings { MaxParticipants = 2, MaxPublishers = 1 } };
        await using var alice = await node.JoinAsync("room", change: Small);
        await using var bob = await node.JoinAsync("room", "Bob", Small);
        await using var carol = await node.ConnectAsync(Small);
        await alice.ProduceAudioAsync();

        Assert.Equal(SignalErrorCode.LimitReached, await carol.RefusedAsync("join"));
        Assert.Equal(
            SignalErrorCode.LimitReached,
            await bob.RefusedAsync("produce", new { transportId = bob.SendTransport, kind = "audio", rtpParameters = ClientMedia.Opus(3) }));
        await alice.ProduceVideoAsync();
        await bob.ProduceDataAsync("chat");
    }

    [Fact]
    public async Task Simultaneous_publishers_get_the_available_places()
    {
        await using var node = await NodeHost.StartAsync();
        var clients = new List<TestClient>();
        for (var i = 0; i < 8; i++)
        {
            clients.Add(await node.JoinAsync("room", change: spec => spec with { Settings = new RoomSettings { MaxPublishers = 1 } }));
        }

        var outcomes = await Task.WhenAll(clients.Select(async (client, index) =>
        {
            try
            {
                await client.ProduceAudioAsync((uint)index + 1);
                return SignalErrorCode.Internal;
            }
            catch (HubException error)
            {
                return TestClient.ErrorOf(error.Message).Code;
            }
        }));

        Assert.Equal(7, outcomes.Count(outcome => outcome == SignalErrorCode.LimitReached));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_publisher_whose_stream_was_refused_keeps_no_place()
    {
        await using var node = await NodeHost.StartAsync();
        TokenSpec Small(TokenSpec spec) => spec with { RoomId = "room", Settings = new RoomSettings { MaxPublishers = 1 } };
        await using var alice = await node.JoinAsync("room", change: Small);
        await using var bob = await node.JoinAsync("room", "Bob", Small);

        await alice.RefusedAsync("produce", new { transportId = alice.SendTransport, kind = "audio", rtpParameters = new { codecs = Array.Empty<object>() } });

        await bob.ProduceAudioAsync();
    }

    [Theory]
    [InlineData(DuplicateUserPolicy.Allow)]
    [InlineData(DuplicateUserPolicy.Replace)]
    [InlineData(DuplicateUserPolicy.Reject)]
    public async Task A_duplicate_user_is_handled_as_the_room_is_configured(DuplicateUserPolicy policy)
    {
        await using var node = await NodeHost.StartAsync();
        TokenSpec Same(TokenSpec spec) => spec with
        {
            RoomId = "room", UserId = "alice", Settings = new RoomSettings { DuplicateUsers = policy, MaxParticipants = 2 },
        };
        await using var first = await node.JoinAsync("room", change: Same);
        await using var second = await node.ConnectAsync(Same);

        if (policy == DuplicateUserPolicy.Reject)
        {
            Assert.Equal(SignalErrorCode.Forbidden, await second.RefusedAsync("join"));
            return;
        }

        await second.EnterAsync();
        if (policy == DuplicateUserPolicy.Replace)
        {
            Assert.Equal("replaced", (await first.HearsAsync("kicked")).GetProperty("reason").GetString());
            await first.Closed;
        }
        else
        {
            await first.HearsAsync("newPeer");
        }
    }

    [Fact]
    public async Task The_application_data_of_all_streams_of_a_peer_is_limited_together()
    {
        await using var node = await NodeHost.StartAsync(("Limits:AppDataBytes", "1024"));
        await using var alice = await node.JoinAsync("room");
        var data = new { text = new string('x', 480) };
        var first = await alice.ProduceDataAsync("data", 0, data);
        await alice.ProduceDataAsync("data", 1, data);

        var error = await Assert.ThrowsAsync<HubException>(() => alice.ProduceDataAsync("data", 2, data));
        Assert.Equal(SignalErrorCode.LimitReached, TestClient.ErrorOf(error.Message).Code);
        await alice.AskAsync("closeDataProducer", new { dataProducerId = first });
        await alice.ProduceDataAsync("data", 2, data);
    }

    [Fact]
    public async Task A_user_replaces_its_transport_for_receiving_only_so_often_also_over_another_connection()
    {
        await using var node = await NodeHost.StartAsync();
        TokenSpec Alice(TokenSpec spec) => spec with { RoomId = "room", UserId = "alice" };
        await using var first = await node.ConnectAsync(Alice);
        var refused = 0;
        for (var turn = 0; refused == 0 && turn < 10_000; turn++)
        {
            try
            {
                var made = await first.AskAsync("createWebRtcTransport", new { consuming = true });
                await first.AskAsync("closeTransport", new { transportId = made.GetProperty("id").GetString() });
            }
            catch (HubException error)
            {
                Assert.Equal(SignalErrorCode.RateLimited, TestClient.ErrorOf(error.Message).Code);
                refused++;
            }
        }

        Assert.Equal(1, refused);
        await using var second = await node.ConnectAsync(Alice);
        Assert.Equal(SignalErrorCode.RateLimited, await second.RefusedAsync("createWebRtcTransport", new { consuming = true }));
        await second.AskAsync("createWebRtcTransport", new { producing = true });
    }

    [Fact]
    public async Task A_peer_that_does_not_join_in_time_is_disconnected()
    {
        await using var node = await NodeHost.StartAsync(("Limits:JoinTimeout", "00:00:01"), ("Rooms:EmptyTimeout", "00:00:00"));
        await using var idle = await node.ConnectAsync();

        Assert.Equal("idle", (await idle.HearsAsync("kicked")).GetProperty("reason").GetString());
        await idle.Closed;
        await node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task An_address_opens_no_more_connections_than_it_may()
    {
        await using var node = await NodeHost.StartAsync(("Limits:ConnectionsPerAddress", "2"));
        await using var first = await node.ConnectAsync();
        await using var second = await node.ConnectAsync();

        var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => node.ConnectAsync());

        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, error.StatusCode);
    }

    [Fact]
    public async Task An_oversized_message_closes_its_senders_connection()
    {
        await using var node = await NodeHost.StartAsync(("Rooms:ResumeGrace", "00:00:00"));
        await using var mallory = await node.JoinAsync("room");
        await using var alice = await node.JoinAsync("room");

        await Assert.ThrowsAnyAsync<Exception>(() => mallory.AskAsync("join", new { displayName = new string('x', 2_000_000) }));

        await mallory.Closed;
        await alice.HearsAsync("peerClosed");
    }
}

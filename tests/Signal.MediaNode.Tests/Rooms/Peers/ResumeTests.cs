using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>A client whose connection was lost resumes its peer: no object is created again, no message is missed.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task A_lost_client_resumes_and_receives_missed_messages_in_order()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        var producerId = await alice.ProduceAudioAsync();
        await using var network = FaultProxy.Start(node.Url.Port);
        await using var bob = await node.JoinOverAsync(network, "room", "Bob");
        var consumer = await bob.HearsAsync("newConsumer");
        await bob.HearsAsync("consumerScore");
        var received = node.PeerOf(bob).Outbox.Added;
        await node.LoseAsync(network, bob);
        await alice.AskAsync("pauseProducer", new { producerId });
        await Eventually.TrueAsync(() => node.PeerOf(bob).Outbox.Added > received, "the pause waits for Bob");
        var video = await alice.ProduceVideoAsync();

        await using var again = await node.ResumeAsync(bob, received);

        Assert.Equal("consumerPaused", (await again.HearsFirstAsync()).Name);
        var offered = await again.HearsFirstAsync();
        Assert.Equal(("newConsumer", video), (offered.Name, offered.Data.GetProperty("producerId").GetString()));
        Assert.Equal(JsonValueKind.Array, (await again.AskAsync("getConsumerStats", new { consumerId = consumer.GetProperty("id").GetString() })).ValueKind);
        Assert.DoesNotContain(alice.Heard, message => message.Name == "peerClosed");
    }

    [Fact]
    public async Task The_answer_lists_what_the_client_sends()
    {
        await using var node = await NodeHost.StartAsync();
        await using var network = FaultProxy.Start(node.Url.Port);
        await using var alice = await node.JoinOverAsync(network, "room", "Alice");
        var (audio, data) = (await alice.ProduceAudioAsync(), await alice.ProduceDataAsync("chat"));
        var peer = node.PeerOf(alice);
        await node.LoseAsync(network, alice);

        await using var again = await TestClient.OpenAsync(node.Url, peer.SessionSecret);
        var resumed = await again.AskAsync("resume", new { peerId = peer.Id, sessionSecret = peer.SessionSecret });

        Assert.Equal([audio], resumed.GetProperty("producers").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([data], resumed.GetProperty("dataProducers").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task Messages_that_were_sent_and_not_received_are_sent_again()
    {
        await using var node = await NodeHost.StartAsync();
        await using var network = FaultProxy.Start(node.Url.Port);
        await using var alice = await node.JoinOverAsync(network, "room", "Alice");
        await using var bob = await node.JoinAsync("room", "Bob");
        var before = node.PeerOf(alice).Outbox.Added;
        await bob.ProduceAudioAsync();
        var offer = await alice.HearsAsync("newConsumer");
        await node.LoseAsync(network, alice);

        await using var again = await node.ResumeAsync(alice, before);

        var repeated = await again.HearsAsync("newConsumer");
        Assert.Equal(offer.GetProperty("id").GetString(), repeated.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_wrong_secret_resumes_nothing()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var mallory = await node.ConnectAsync(spec => spec with { RoomId = "room" });

        Assert.Equal(SignalErrorCode.NoPeer, await mallory.RefusedAsync("resume", new { peerId = alice.PeerId, sessionSecret = mallory.Secret() }));
        Assert.Equal(SignalErrorCode.NoPeer, await mallory.RefusedAsync("resume", new { peerId = alice.PeerId, sessionSecret = "session.guess" }));
        await alice.AskAsync("getRouterRtpCapabilities");
    }

    [Fact]
    public async Task What_stands_in_a_URL_opens_a_connection_and_resumes_nothing()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        var inUrl = alice.Secret()[..alice.Secret().LastIndexOf('.')];
        await using var again = await TestClient.OpenAsync(node.Url, inUrl);

        Assert.Equal(SignalErrorCode.NoPeer, await again.RefusedAsync("resume", new { peerId = alice.PeerId, sessionSecret = inUrl }));
        Assert.Equal(SignalErrorCode.NoPeer, await again.RefusedAsync("resume", new { peerId = alice.PeerId, sessionSecret = inUrl + ".guess" }));
        Assert.True((await again.AskAsync("resume", new { peerId = alice.PeerId, sessionSecret = alice.Secret() })).GetProperty("joined").GetBoolean());
    }

    [Fact]
    public async Task A_connection_for_resuming_can_do_nothing_else()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var connection = await TestClient.OpenAsync(node.Url, alice.Secret());

        Assert.Equal(SignalErrorCode.NoPeer, await connection.RefusedAsync("join"));
        Assert.Equal(SignalErrorCode.NoPeer, await connection.RefusedAsync("resume", new { peerId = "another", sessionSecret = alice.Secret() }));
    }

    [Fact]
    public async Task A_client_that_does_not_resume_in_time_is_removed()
    {
        await using var node = await NodeHost.StartAsync(("Rooms:ResumeGrace", "00:00:00.300"), ("Rooms:DepartureTimeout", "00:00:00"));
        await using var alice = await node.JoinAsync("room");
        await using var network = FaultProxy.Start(node.Url.Port);
        await using var bob = await node.JoinOverAsync(network, "room", "Bob");
        await bob.ProduceAudioAsync();
        await network.ResetAsync();

        await alice.HearsAsync("peerClosed");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.OpenAsync(node.Url, bob.Secret()));
        await alice.AskAsync("leave");
        await node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task A_resume_whose_connection_ends_meanwhile_leaves_nothing()
    {
        await using var node = await NodeHost.StartAsync(("Rooms:ResumeGrace", "00:00:00.300"), ("Rooms:DepartureTimeout", "00:00:00"));
        await using var alice = await node.JoinAsync("room");
        await alice.ProduceAudioAsync();
        var peer = node.PeerOf(alice);
        var slow = new TaskCompletionSource();
        peer.Mailbox.Post(() => slow.Task);
        var again = await TestClient.OpenAsync(node.Url, peer.SessionSecret);
        var resume = again.AskAsync("resume", new { peerId = peer.Id, sessionSecret = peer.SessionSecret });
        await alice.Closed;

        await again.DisposeAsync();
        slow.SetResult();

        await Assert.ThrowsAnyAsync<Exception>(() => resume);
        await node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task A_session_has_two_connections_at_most()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var first = await TestClient.OpenAsync(node.Url, alice.Secret());
        var second = await TestClient.OpenAsync(node.Url, alice.Secret());

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => TestClient.OpenAsync(node.Url, alice.Secret()));

        Assert.Contains("429", refusal.ToString(), StringComparison.Ordinal);
        await second.DisposeAsync();
        await Eventually.TrueAsync(() => TryOpen(), "the place of the second is free");

        bool TryOpen()
        {
            try
            {
                _ = RawClient.ConnectAsync(node.Url, alice.Secret()).GetAwaiter().GetResult();
                return true;
            }
            catch (System.Net.WebSockets.WebSocketException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_peer_that_has_not_joined_gets_no_more_time_by_resuming()
    {
        await using var node = await NodeHost.StartAsync(("Limits:JoinTimeout", "00:00:02"));
        await using var alice = await node.ConnectAsync();
        await using var again = await TestClient.OpenAsync(node.Url, alice.Secret());

        await again.AskAsync("resume", new { peerId = alice.PeerId, sessionSecret = alice.Secret() });

        Assert.Equal("idle", (await again.HearsAsync("kicked")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_connection_without_a_peer_is_closed_in_time()
    {
        await using var node = await NodeHost.StartAsync(("Limits:ResumeTimeout", "00:00:01"));
        await using var alice = await node.JoinAsync("room");
        await using var idle = await TestClient.OpenAsync(node.Url, alice.Secret());
        using var left = await RawClient.OpenAsync(node.Url, node.Token(spec => spec with { RoomId = "room" }));
        await left.CallAsync("leave", "{}");

        await idle.Closed;
        await left.ClosedAsync();
        await alice.AskAsync("getRouterRtpCapabilities");
    }

    [Fact]
    public async Task A_connection_without_a_peer_sends_little()
    {
        await using var node = await NodeHost.StartAsync(("Limits:ResumeTimeout", "00:05:00"));
        await using var alice = await node.JoinAsync("room");
        using var greedy = await RawClient.OpenAsync(node.Url, alice.Secret());

        await greedy.SendRawAsync(new string(' ', 10_000));

        await greedy.ClosedAsync();
    }
}

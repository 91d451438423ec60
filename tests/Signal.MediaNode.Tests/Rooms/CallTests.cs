using System.Text.Json;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Rooms;

/// <summary>Interactions between the peers of a room.</summary>
public sealed class CallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_peers_see_each_other_and_receive_what_the_other_publishes(bool messagePack)
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room", "Alice", messagePack: messagePack);
        var video = await alice.ProduceVideoAsync();
        await using var bob = await node.ConnectAsync(spec => spec with { RoomId = "room", Name = "Bob", Metadata = "guest" }, messagePack);

        var joined = await bob.EnterAsync();

        var seen = Assert.Single(joined.GetProperty("peers").EnumerateArray());
        Assert.Equal((alice.PeerId, "Alice"), (seen.GetProperty("id").GetString(), seen.GetProperty("displayName").GetString()));
        Assert.Equal("test", seen.GetProperty("device").GetProperty("name").GetString());
        var told = await alice.HearsAsync("newPeer");
        Assert.Equal(
            (bob.PeerId, "Bob", "guest"),
            (told.GetProperty("id").GetString(), told.GetProperty("displayName").GetString(), told.GetProperty("metadata").GetString()));

        var present = await bob.HearsAsync("newConsumer");
        Assert.Equal(
            (video, alice.PeerId, "simulcast"),
            (
                present.GetProperty("producerId").GetString(),
                present.GetProperty("peerId").GetString(),
                present.GetProperty("type").GetString()));
        Assert.Equal("camera", present.GetProperty("appData").GetProperty("source").GetString());
        var audio = await alice.ProduceAudioAsync();
        var later = await bob.HearsAsync("newConsumer");
        Assert.Equal((audio, "audio"), (later.GetProperty("producerId").GetString(), later.GetProperty("kind").GetString()));
        await bob.HearsAsync("consumerScore", score => score.GetProperty("consumerId").GetString() == later.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_producer_is_paused_resumed_and_closed_for_those_who_receive_it()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        var producerId = await alice.ProduceAudioAsync();
        var consumerId = (await bob.HearsAsync("newConsumer")).GetProperty("id").GetString();
        bool IsIt(JsonElement data) => data.GetProperty("consumerId").GetString() == consumerId;

        await alice.AskAsync("pauseProducer", new { producerId });
        await bob.HearsAsync("consumerPaused", IsIt);
        await alice.AskAsync("resumeProducer", new { producerId });
        await bob.HearsAsync("consumerResumed", IsIt);
        await alice.AskAsync("closeProducer", new { producerId });
        await bob.HearsAsync("consumerClosed", IsIt);
    }

    [Fact]
    public async Task Data_of_any_label_reaches_present_and_later_peers()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        var dataProducerId = await alice.ProduceDataAsync("whiteboard");

        await using var carol = await node.JoinAsync("room", "Carol");

        foreach (var receiver in new[] { bob, carol })
        {
            var offer = await receiver.HearsAsync("newDataConsumer");
            Assert.Equal(
                (dataProducerId, "whiteboard", alice.PeerId),
                (
                    offer.GetProperty("dataProducerId").GetString(),
                    offer.GetProperty("label").GetString(),
                    offer.GetProperty("peerId").GetString()));
        }

        await alice.AskAsync("closeDataProducer", new { dataProducerId });
        await bob.HearsAsync("dataConsumerClosed");
        await carol.HearsAsync("dataConsumerClosed");
    }

    [Fact]
    public async Task A_refused_consumer_is_closed_and_others_continue()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        bob.OnOffer = offer => offer.GetProperty("kind").GetString() == "video" ? throw new InvalidOperationException("No video, please.") : Task.CompletedTask;

        await alice.ProduceVideoAsync();
        var refused = (await bob.HearsAsync("newConsumer")).GetProperty("id").GetString();
        await bob.HearsAsync("consumerClosed", closed => closed.GetProperty("consumerId").GetString() == refused);
        await alice.ProduceAudioAsync();

        var taken = (await bob.HearsAsync("newConsumer")).GetProperty("id").GetString();
        await bob.HearsAsync("consumerScore", score => score.GetProperty("consumerId").GetString() == taken);
        Assert.Equal(1, node.Workers.Slots.Sum(slot => slot.Consumers.Value));
    }

    [Fact]
    public async Task A_peer_that_only_sends_is_offered_nothing()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await alice.ProduceAudioAsync();
        await using var sender = await node.ConnectAsync(spec => spec with { RoomId = "room" });
        await sender.EnterAsync(receive: false);

        await sender.ProduceAudioAsync();

        await alice.HearsAsync("newConsumer");
        Assert.DoesNotContain(sender.Heard, message => message.Name == "newConsumer");
    }

    [Fact]
    public async Task Layers_priority_key_frames_stats_and_ice_restart_are_served()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        var producerId = await alice.ProduceVideoAsync();
        var consumerId = (await bob.HearsAsync("newConsumer")).GetProperty("id").GetString();

        await bob.AskAsync("setConsumerPreferredLayers", new { consumerId, spatialLayer = 1, temporalLayer = 1 });
        await bob.AskAsync("setConsumerPriority", new { consumerId, priority = 255 });
        await bob.AskAsync("requestConsumerKeyFrame", new { consumerId });
        await bob.AskAsync("pauseConsumer", new { consumerId });
        await bob.AskAsync("resumeConsumer", new { consumerId });
        Assert.Equal(JsonValueKind.Array, (await bob.AskAsync("getConsumerStats", new { consumerId })).ValueKind);
        Assert.Equal(JsonValueKind.Array, (await alice.AskAsync("getProducerStats", new { producerId })).ValueKind);
        var transport = Assert.Single((await bob.AskAsync("getTransportStats", new { transportId = bob.ReceiveTransport })).EnumerateArray());
        Assert.Equal("webrtc-transport", transport.GetProperty("type").GetString());
        var ice = await bob.AskAsync("restartIce", new { transportId = bob.ReceiveTransport });
        Assert.False(string.IsNullOrEmpty(ice.GetProperty("usernameFragment").GetString()));
    }

    [Fact]
    public async Task Leaving_is_seen_by_the_others_and_frees_everything()
    {
        await using var node = await NodeHost.StartAsync(("Rooms:DepartureTimeout", "00:00:00"));
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        await alice.ProduceAudioAsync();
        await alice.ProduceDataAsync("chat");
        await bob.HearsAsync("newConsumer");

        await alice.AskAsync("leave");

        Assert.Equal(alice.PeerId, (await bob.HearsAsync("peerClosed")).GetProperty("peerId").GetString());
        await bob.HearsAsync("consumerClosed");
        await bob.DisposeAsync();
        await node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task A_tcp_transport_offers_only_tcp()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.ConnectAsync();

        var transport = await alice.AskAsync("createWebRtcTransport", new { forceTcp = true, consuming = true });

        Assert.All(transport.GetProperty("iceCandidates").EnumerateArray(), candidate => Assert.Equal("tcp", candidate.GetProperty("protocol").GetString()));
    }
}

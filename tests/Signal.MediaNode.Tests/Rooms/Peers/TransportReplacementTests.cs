using Signal.LoadTest.Peers;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>The received streams follow the client's transports and preferences.</summary>
public sealed class TransportReplacementTests
{
    [Fact]
    public async Task Streams_of_a_transport_are_offered_over_its_replacement()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        var (audio, data) = (await alice.ProduceAudioAsync(), await alice.ProduceDataAsync("chat"));
        await using var bob = await node.JoinAsync("room", "Bob");
        var consumer = (await bob.HearsAsync("newConsumer")).GetProperty("id").GetString();
        var dataConsumer = (await bob.HearsAsync("newDataConsumer")).GetProperty("id").GetString();
        await bob.AskAsync("createWebRtcTransport", new { consuming = true, sctpCapabilities = ClientMedia.SctpCapabilities });

        await bob.AskAsync("closeTransport", new { transportId = bob.ReceiveTransport });

        Assert.Equal(consumer, (await bob.HearsAsync("consumerClosed")).GetProperty("consumerId").GetString());
        Assert.Equal(dataConsumer, (await bob.HearsAsync("dataConsumerClosed")).GetProperty("dataConsumerId").GetString());
        var again = await bob.HearsAsync("newConsumer");
        Assert.Equal(audio, again.GetProperty("producerId").GetString());
        Assert.Equal(data, (await bob.HearsAsync("newDataConsumer")).GetProperty("dataProducerId").GetString());
        await bob.AskAsync("getConsumerStats", new { consumerId = again.GetProperty("id").GetString() });
    }

    [Fact]
    public async Task A_pause_before_the_answer_to_the_offer_is_kept()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        bob.OnOffer = offer => bob.AskAsync("pauseConsumer", new { consumerId = offer.GetProperty("id").GetString() });
        await alice.ProduceAudioAsync();
        var id = (await bob.HearsAsync("newConsumer")).GetProperty("id").GetString()!;
        await bob.HearsAsync("consumerScore");

        var secret = bob.Welcome.GetProperty("sessionSecret").GetString()!;
        var consumer = ((SessionTickets)node.Services.GetService(typeof(SessionTickets))!).Find(secret)!.Peer.Consumers.Get(id);
        Assert.True(consumer.Paused);
        await bob.AskAsync("resumeConsumer", new { consumerId = id });
        Assert.False(consumer.Paused);
    }
}

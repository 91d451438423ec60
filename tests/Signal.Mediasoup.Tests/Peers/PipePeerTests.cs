using System.Text;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>The media that a peer sends to one worker, received in another.</summary>
public sealed class PipePeerTests(PeerFixture fixture) : IClassFixture<PeerFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Audio_and_messages_cross_a_pipe_between_two_workers(bool enableSrtp)
    {
        await using var peer = await Peer.StartAsync();
        await using var transport = await fixture.CreateTransportAsync();
        await using var farWorker = await PeerFixture.StartWorkerAsync();
        var farRouter = await PeerFixture.CreateRouterAsync(farWorker);
        var offered = await peer.SendOverAsync(transport, ["audio"], new DataChannel(1, "chat"));
        var producer = await transport.ProduceAsync(new() { Kind = MediaKind.Audio, RtpParameters = offered[0] });
        var dataProducer = await transport.ProduceDataAsync(new() { SctpStreamParameters = new() { StreamId = 1 } });

        var piped = await fixture.Router.PipeToRouterAsync(new() { ProducerId = producer.Id, Router = farRouter, EnableSrtp = enableSrtp });
        var pipedData = await fixture.Router.PipeToRouterAsync(new() { DataProducerId = dataProducer.Id, Router = farRouter, EnableSrtp = enableSrtp });
        var (_, packets) = await PeerFixture.ListenAsync(farRouter, piped.PipeProducer!);
        var direct = await farRouter.CreateDirectTransportAsync();
        var listener = await direct.ConsumeDataAsync(new() { DataProducerId = pipedData.PipeDataProducer!.Id });
        var messages = new Arrivals<DataMessage>();
        listener.OnMessage += messages.Add;
        await peer.EventAsync("channel", it => (string?)it["state"] == "open");
        await peer.SendRtpAsync(0, 1, 960, Encoding.ASCII.GetBytes("far away"));
        await peer.SendTextAsync(1, "hello, far side");

        Assert.Equal("far away", Encoding.ASCII.GetString((await packets.NextAsync()).Payload));
        Assert.Equal("hello, far side", Encoding.UTF8.GetString((await messages.NextAsync()).Data.Span));
        Assert.Equal(producer.Id, piped.PipeProducer!.Id);
    }
}

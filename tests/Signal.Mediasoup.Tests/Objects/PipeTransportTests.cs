using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class PipeTransportTests(WorkerFixture workers)
{
    [Fact]
    public async Task A_pipe_consumer_has_all_streams_of_its_producer()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var producer = await transport.ProduceAsync(Media.Video(1000, 2000, 3000));
        var pipe = await router.CreatePipeTransportAsync(new PipeTransportOptions { ListenInfo = Media.Loopback, EnableRtx = true });
        var consumer = await pipe.ConsumeAsync(new PipeConsumerOptions { ProducerId = producer.Id });
        Assert.Equal((TransportType.Pipe, ConsumerType.Pipe), (pipe.Type, consumer.Type));
        Assert.Equal(3, consumer.RtpParameters.Encodings.Length);
        Assert.Equal(3, (await consumer.DumpAsync()).RtpStreams.Length);
        Assert.True((await pipe.DumpAsync()).Rtx);
        Assert.Equal("pipe-transport", (await pipe.GetStatsAsync()).Type);
        await Assert.ThrowsAsync<NotFoundException>(() => pipe.ConsumeAsync(new PipeConsumerOptions { ProducerId = ProducerId.From("none") }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => pipe.ConnectAsync(new PipeTransportConnectOptions { Ip = "nowhere", Port = 1 }));
    }

    [Fact]
    public async Task Rtp_and_messages_flow_between_workers_over_srtp()
    {
        await using var here = await workers.Worker.NewRouterAsync();
        await using var there = await workers.Other.NewRouterAsync();
        var source = await here.CreateDirectTransportAsync();
        var producer = await source.ProduceAsync(Media.Audio());
        var data = await source.ProduceDataAsync(new DataProducerOptions { Label = "chat" });

        var media = await here.PipeToRouterAsync(
            new PipeToRouterOptions { ProducerId = producer.Id, Router = there, EnableSrtp = true, EnableRtx = true });
        var messages = await here.PipeToRouterAsync(new PipeToRouterOptions { DataProducerId = data.Id, Router = there });

        Assert.Equal(producer.Id, media.PipeProducer!.Id);
        Assert.Equal((data.Id, "chat"), (messages.PipeDataProducer!.Id, messages.PipeDataProducer.Label));
        Assert.Equal(1, there.TransportCount);
        var sink = await there.CreateDirectTransportAsync();
        var consumer = await sink.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = Media.Endpoint(there) });
        var dataConsumer = await sink.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = data.Id });
        var packet = Signals.NextAsync<ReadOnlyMemory<byte>>(handler => consumer.OnRtp += handler);
        var message = Signals.NextAsync<DataMessage>(handler => dataConsumer.OnMessage += handler);
        await using var sending = new RtpSource(producer);
        data.Send("over SCTP");
        Assert.Equal(0x7, (await packet).Span[^1]);
        Assert.Equal("over SCTP", System.Text.Encoding.UTF8.GetString((await message).Data.Span));
    }

    [Fact]
    public async Task A_piped_producer_follows_its_original()
    {
        await using var here = await workers.Worker.NewRouterAsync();
        await using var there = await workers.Other.NewRouterAsync();
        var transport = await here.NewWebRtcTransportAsync();
        var producer = await transport.ProduceAsync(Media.Audio() with { AppData = new() { ["source"] = "microphone" } });
        await producer.PauseAsync();
        var piped = await here.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = producer.Id, Router = there });
        var copy = piped.PipeProducer!;
        Assert.True(copy.Paused);
        Assert.Equal("microphone", (string)copy.AppData["source"]!);

        var resumed = Signals.NextAsync(handler => copy.Observer.OnResume += handler);
        await producer.ResumeAsync();
        await resumed;
        Assert.False(copy.Paused);

        var closed = Signals.NextAsync(handler => copy.Observer.OnClose += handler);
        producer.Close();
        await closed;
        Assert.True(piped.PipeConsumer!.Closed);
    }

    [Fact]
    public async Task Both_ways_at_once_share_one_pair()
    {
        await using var here = await workers.Worker.NewRouterAsync();
        await using var there = await workers.Other.NewRouterAsync();
        var mine = await (await here.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        var yours = await (await there.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());

        await Task.WhenAll(
            here.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = mine.Id, Router = there }),
            there.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = yours.Id, Router = here }));

        Assert.Equal((2, 2), (here.TransportCount, there.TransportCount));
        Assert.True(there.CanConsume(mine.Id, there.RtpCapabilities));
        Assert.True(here.CanConsume(yours.Id, here.RtpCapabilities));
        there.Close();
        Assert.Equal(1, here.TransportCount);
    }

    [Fact]
    public async Task Wrong_pipes_are_refused()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        await using var neighbour = await workers.Worker.NewRouterAsync();
        var producer = await (await router.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        await Assert.ThrowsAsync<ArgumentException>(() => router.PipeToRouterAsync(new PipeToRouterOptions { Router = neighbour }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => router.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = producer.Id, Router = router }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => router.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = producer.Id, Router = neighbour }));
        await Assert.ThrowsAsync<NotFoundException>(
            () => router.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = ProducerId.From("none"), Router = neighbour, KeepId = false }));
        var piped = await router.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = producer.Id, Router = neighbour, KeepId = false });
        Assert.NotEqual(producer.Id, piped.PipeProducer!.Id);
    }
}

using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class ConsumerTests(WorkerFixture workers)
{
    [Fact]
    public async Task A_consumer_gets_its_own_ssrc_and_mid()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var sender = await router.NewWebRtcTransportAsync();
        var receiver = await router.NewWebRtcTransportAsync();
        var audio = await sender.ProduceAsync(Media.Audio());
        var video = await sender.ProduceAsync(Media.Video(1000, 2000, 3000));
        var announced = Signals.NextAsync<Consumer>(handler => receiver.Observer.OnNewConsumer += handler);

        var first = await receiver.ConsumeAsync(Consume(router, audio) with { AppData = new() { ["a"] = 1 } });
        var second = await receiver.ConsumeAsync(Consume(router, video) with
        {
            Paused = true,
            PreferredLayers = new ConsumerLayers { SpatialLayer = 1, TemporalLayer = 0 },
        });
        var third = await receiver.ConsumeAsync(Consume(router, audio) with { Mid = "named" });
        var pipe = await receiver.ConsumeAsync(Consume(router, video) with { Pipe = true });

        Assert.Same(first, await announced);
        Assert.Equal(["0", "1", "named", null], new[] { first, second, third, pipe }.Select(consumer => consumer.RtpParameters.Mid));
        Assert.Equal((ConsumerType.Simple, MediaKind.Audio, audio.Id), (first.Type, first.Kind, first.ProducerId));
        Assert.Equal((ConsumerType.Simulcast, true, false), (second.Type, second.Paused, second.ProducerPaused));
        Assert.Equal((1, 0), (second.PreferredLayers!.SpatialLayer, second.PreferredLayers.TemporalLayer!.Value));
        Assert.Equal(ConsumerType.Pipe, pipe.Type);
        Assert.NotEqual(first.RtpParameters.Encodings[0].Ssrc, third.RtpParameters.Encodings[0].Ssrc);
        Assert.Equal([0, 0, 0], second.Score.ProducerScores);
        var dump = await second.DumpAsync();
        Assert.Equal((ConsumerType.Simulcast, true, 1), (dump.Type, dump.Paused, dump.Priority));
        Assert.Equal((short)1, dump.PreferredSpatialLayer!.Value);
        Assert.Equal(3, dump.ConsumableRtpEncodings.Length);
        var stat = (RtpStreamSendStat)Assert.Single(await second.GetStatsAsync());
        Assert.Equal(("outbound-rtp", second.RtpParameters.Encodings[0].Ssrc!.Value), (stat.Type, stat.Ssrc));
    }

    [Fact]
    public async Task Wrong_consumers_are_refused()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var audio = await transport.ProduceAsync(Media.Audio());
        await Assert.ThrowsAsync<NotFoundException>(() => transport.ConsumeAsync(Consume(router, audio) with { ProducerId = ProducerId.From("none") }));
        await Assert.ThrowsAsync<ArgumentException>(() => transport.ConsumeAsync(Consume(router, audio) with { ProducerId = default }));
        await Assert.ThrowsAsync<ArgumentException>(() => transport.ConsumeAsync(Consume(router, audio) with { Mid = "" }));
        await Assert.ThrowsAsync<UnsupportedException>(() => transport.ConsumeAsync(Consume(router, audio) with { RtpCapabilities = new RtpCapabilities() }));
    }

    [Fact]
    public async Task Pausing_counts_the_producer_too()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var producer = await transport.ProduceAsync(Media.Audio());
        var consumer = await transport.ConsumeAsync(Consume(router, producer));
        var events = new List<string>();
        consumer.Observer.OnPause += () => events.Add("pause");
        consumer.Observer.OnResume += () => events.Add("resume");
        var producerPaused = Signals.NextAsync(handler => consumer.OnProducerPause += handler);
        var producerResumed = Signals.NextAsync(handler => consumer.OnProducerResume += handler);

        await consumer.PauseAsync();
        await producer.PauseAsync();
        await producerPaused;
        Assert.True(consumer.Paused && consumer.ProducerPaused);
        await consumer.ResumeAsync();
        Assert.Equal(["pause"], events);
        var resumed = Signals.NextAsync(handler => consumer.Observer.OnResume += handler);
        await producer.ResumeAsync();
        await producerResumed;
        await resumed;
        Assert.Equal(["pause", "resume"], events);
    }

    [Fact]
    public async Task Layers_and_priority_can_be_set()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var video = await transport.ProduceAsync(Media.Video(1000, 2000, 3000));
        var consumer = await transport.ConsumeAsync(Consume(router, video));
        await consumer.SetPreferredLayersAsync(new ConsumerLayers { SpatialLayer = 2 });
        Assert.Equal(new ConsumerLayers { SpatialLayer = 2, TemporalLayer = 2 }, consumer.PreferredLayers);
        await consumer.SetPreferredLayersAsync(new ConsumerLayers { SpatialLayer = 9, TemporalLayer = 9 });
        Assert.Equal(new ConsumerLayers { SpatialLayer = 2, TemporalLayer = 2 }, consumer.PreferredLayers);
        await consumer.SetPriorityAsync(2);
        Assert.Equal((2, (byte)2), (consumer.Priority, (await consumer.DumpAsync()).Priority));
        await consumer.UnsetPriorityAsync();
        Assert.Equal(1, consumer.Priority);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("priority", () => consumer.SetPriorityAsync(0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("priority", () => consumer.SetPriorityAsync(256));
        await consumer.RequestKeyFrameAsync();
    }

    [Fact]
    public async Task Scores_layers_and_traces_come_with_packets()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var direct = await router.CreateDirectTransportAsync();
        var producer = await direct.ProduceAsync(Media.Audio());
        var consumer = await direct.ConsumeAsync(Consume(router, producer));
        await consumer.EnableTraceEventAsync([ConsumerTraceEventType.Rtp]);
        var trace = Signals.NextAsync<ConsumerTrace>(handler => consumer.OnTrace += handler);
        var score = Signals.NextAsync<ConsumerScore>(handler => consumer.OnScore += handler);
        producer.Send(RtpSource.Packet(producer, 1));
        var traced = await trace;
        Assert.Equal((ConsumerTraceEventType.Rtp, TraceDirection.Out), (traced.Type, traced.Direction));
        Assert.Equal(consumer.RtpParameters.Encodings[0].Ssrc, Assert.IsType<RtpTraceInfo>(traced.Info).RtpPacket.Ssrc);
        Assert.Equal(10, (await score).ProducerScore);
        Assert.Equal(await score, consumer.Score);
    }

    [Fact]
    public async Task Closing_the_producer_closes_its_consumers()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var producer = await transport.ProduceAsync(Media.Audio());
        var consumer = await transport.ConsumeAsync(Consume(router, producer));
        var events = new List<string>();
        consumer.OnProducerClose += () => events.Add("producerclose");
        var closed = Signals.NextAsync(handler => consumer.Observer.OnClose += handler);
        consumer.Observer.OnClose += () => events.Add("close");
        producer.Close();
        await closed;
        await Signals.UntilAsync(() => Task.FromResult(events.Count), count => count == 2);
        Assert.Equal(["producerclose", "close"], events);
        Assert.Equal(0, transport.ConsumerCount);
        await Assert.ThrowsAsync<InvalidStateException>(() => consumer.ResumeAsync());
    }

    private static ConsumerOptions Consume(Router router, Producer producer) =>
        new() { ProducerId = producer.Id, RtpCapabilities = Media.Endpoint(router) };
}

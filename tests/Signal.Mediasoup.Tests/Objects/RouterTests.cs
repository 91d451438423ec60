using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class RouterTests(WorkerFixture workers)
{
    [Fact]
    public async Task A_router_lists_consumers_by_producer()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var direct = await router.CreateDirectTransportAsync();
        var observer = await router.CreateAudioLevelObserverAsync();
        var producer = await transport.ProduceAsync(Media.Audio());
        var consumer = await direct.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = Media.Endpoint(router) });
        var data = await direct.ProduceDataAsync();
        var dataConsumer = await direct.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = data.Id });
        await observer.AddProducerAsync(producer.Id);

        var dump = await router.DumpAsync();

        Assert.Equal(router.Id, dump.Id);
        Assert.Equal(new[] { transport.Id, direct.Id }.ToHashSet(), dump.TransportIds.ToHashSet());
        Assert.Equal([observer.Id], dump.RtpObserverIds);
        Assert.Equal([consumer.Id], Assert.Single(dump.MapProducerIdConsumerIds).Values);
        Assert.Equal(new KeyValue<ConsumerId, ProducerId>(consumer.Id, producer.Id), Assert.Single(dump.MapConsumerIdProducerId));
        Assert.Equal([observer.Id], Assert.Single(dump.MapProducerIdObserverIds).Values);
        Assert.Equal([dataConsumer.Id], Assert.Single(dump.MapDataProducerIdDataConsumerIds).Values);
        Assert.Equal(new KeyValue<DataConsumerId, DataProducerId>(dataConsumer.Id, data.Id), Assert.Single(dump.MapDataConsumerIdDataProducerId));
    }

    [Fact]
    public async Task Can_consume_looks_at_codecs()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var producer = await transport.ProduceAsync(Media.Video());
        Assert.True(router.CanConsume(producer.Id, router.RtpCapabilities));
        Assert.False(router.CanConsume(producer.Id, new RtpCapabilities()));
        Assert.False(router.CanConsume(ProducerId.From("unknown"), router.RtpCapabilities));
    }

    [Fact]
    public async Task Media_codecs_can_be_changed()
    {
        await using var router = await workers.Worker.CreateRouterAsync();
        Assert.Empty(router.RtpCapabilities.Codecs);
        router.UpdateMediaCodecs(Media.Codecs);
        Assert.Equal(5, router.RtpCapabilities.Codecs.Length);
        Assert.Throws<UnsupportedException>(() => router.UpdateMediaCodecs([new RtpCodecCapability { MimeType = "audio/none", ClockRate = 8000 }]));
    }

    [Fact]
    public async Task Closing_a_router_closes_all_in_it_in_order()
    {
        var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync(sctp: true);
        var observer = await router.CreateActiveSpeakerObserverAsync();
        var direct = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceAsync(Media.Audio());
        var data = await direct.ProduceDataAsync();
        var consumer = await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = Media.Endpoint(router) });
        var dataConsumer = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = data.Id });
        var events = new List<string>();
        producer.OnTransportClose += () => events.Add("producer transportclose");
        producer.Observer.OnClose += () => events.Add("producer close");
        consumer.OnTransportClose += () => events.Add("consumer transportclose");
        consumer.Observer.OnClose += () => events.Add("consumer close");
        dataConsumer.OnTransportClose += () => events.Add("dataconsumer transportclose");
        dataConsumer.Observer.OnClose += () => events.Add("dataconsumer close");
        transport.OnRouterClose += () => events.Add("transport routerclose");
        transport.Observer.OnClose += () => events.Add("transport close");
        observer.OnRouterClose += () => events.Add("observer routerclose");
        observer.Observer.OnClose += () => events.Add("observer close");
        router.Observer.OnClose += () => events.Add("router close");

        router.Close();
        router.Close();

        Assert.Equal(
            [
                "producer transportclose", "producer close",
                "consumer transportclose", "consumer close",
                "dataconsumer transportclose", "dataconsumer close",
                "transport routerclose", "transport close",
                "observer routerclose", "observer close",
                "router close",
            ],
            events);
        Assert.True(router.Closed && transport.Closed && producer.Closed && consumer.Closed && data.Closed && dataConsumer.Closed && observer.Closed);
        Assert.Equal(SctpState.Closed, transport.SctpState);
        await Assert.ThrowsAsync<InvalidStateException>(() => router.DumpAsync());
        await Assert.ThrowsAsync<InvalidStateException>(() => router.CreateDirectTransportAsync());
        await Assert.ThrowsAsync<InvalidStateException>(() => producer.PauseAsync());
    }

    [Fact]
    public async Task New_transports_and_observers_are_announced()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = Signals.NextAsync<Transport>(handler => router.Observer.OnNewTransport += handler);
        var observer = Signals.NextAsync<RtpObserver>(handler => router.Observer.OnNewRtpObserver += handler);
        Assert.Same(await router.CreateDirectTransportAsync(), await transport);
        Assert.Same(await router.CreateAudioLevelObserverAsync(), await observer);
    }
}

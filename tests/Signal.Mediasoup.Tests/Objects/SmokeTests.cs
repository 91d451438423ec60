using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class SmokeTests(WorkerFixture workers)
{
    [Fact]
    public async Task Produce_and_consume()
    {
        await using var server = await workers.Worker.CreateWebRtcServerAsync(new WebRtcServerOptions { ListenInfos = [Media.Loopback] });
        await using var router = await workers.Worker.NewRouterAsync();
        var send = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = server });
        var receive = await router.NewWebRtcTransportAsync(sctp: true);
        var audio = await send.ProduceAsync(Media.Audio());
        var video = await send.ProduceAsync(Media.Video(1000, 2000, 3000));
        Assert.Equal(ProducerType.Simulcast, video.Type);
        var consumer = await receive.ConsumeAsync(new ConsumerOptions { ProducerId = video.Id, RtpCapabilities = router.RtpCapabilities, Paused = true });
        await consumer.ResumeAsync();
        await consumer.SetPreferredLayersAsync(new ConsumerLayers { SpatialLayer = 1, TemporalLayer = 1 });
        Assert.Equal(ConsumerType.Simulcast, consumer.Type);
        var dump = await router.DumpAsync();
        Assert.Equal(2, dump.TransportIds.Length);
        var d1 = await send.DumpAsync();
        var d2 = await receive.DumpAsync();
        var s = await receive.GetStatsAsync();
        var pd = await video.DumpAsync();
        var cd = await consumer.DumpAsync();
        await consumer.GetStatsAsync();
        await video.GetStatsAsync();
        await server.DumpAsync();
        Assert.Equal(3, pd.RtpMapping.Encodings.Length);
        var ice = await receive.RestartIceAsync();
        Assert.Equal(ice, receive.IceParameters);
        await Assert.ThrowsAsync<RequestRejectedException>(() => send.ProduceAsync(Media.Audio()));
    }

    [Fact]
    public async Task Pipe()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        await using var other = await workers.Other.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var video = await transport.ProduceAsync(Media.Video());
        var result = await router.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = video.Id, Router = other, EnableSrtp = true });
        Assert.Equal(video.Id, result.PipeProducer!.Id);
        var direct = await router.CreateDirectTransportAsync();
        var data = await direct.ProduceDataAsync();
        var piped = await router.PipeToRouterAsync(new PipeToRouterOptions { DataProducerId = data.Id, Router = other });
        var direct2 = await other.CreateDirectTransportAsync();
        var consumer = await direct2.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = data.Id });
        var got = new TaskCompletionSource<DataMessage>();
        consumer.OnMessage += got.SetResult;
        data.Send("hello");
        Assert.Equal("hello"u8.ToArray(), (await got.Task.WaitAsync(TimeSpan.FromSeconds(10))).Data.ToArray());
    }
}

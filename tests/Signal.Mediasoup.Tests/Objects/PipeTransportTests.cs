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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_piped_producer_is_paused_with_the_consumer_of_its_pipe_unless_the_options_say_otherwise(bool withConsumer)
    {
        await using var here = await workers.Worker.NewRouterAsync();
        await using var there = await workers.Other.NewRouterAsync();
        var producer = await (await here.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        var piped = await here.PipeToRouterAsync(
            new PipeToRouterOptions { ProducerId = producer.Id, Router = there, PauseWithConsumer = withConsumer });
        var (pipe, copy) = (piped.PipeConsumer!, piped.PipeProducer!);
        Task CopyBecomesAsync(bool paused) => Signals.UntilAsync(async () => (await copy.DumpAsync()).Paused, state => state == paused);

        await pipe.PauseAsync();
        Assert.Equal(withConsumer, (await copy.DumpAsync()).Paused);
        await producer.PauseAsync();
        await CopyBecomesAsync(paused: true);
        await producer.ResumeAsync();
        await CopyBecomesAsync(paused: withConsumer);
        await pipe.ResumeAsync();
        await CopyBecomesAsync(paused: false);
    }

    [Fact]
    public async Task A_piped_data_producer_follows_its_original()
    {
        await using var here = await workers.Worker.NewRouterAsync();
        await using var there = await workers.Other.NewRouterAsync();
        var transport = await here.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync();
        await producer.PauseAsync();
        var piped = await here.PipeToRouterAsync(new PipeToRouterOptions { DataProducerId = producer.Id, Router = there });
        var copy = piped.PipeDataProducer!;
        Assert.True(copy.Paused);

        var resumed = Signals.NextAsync(handler => copy.Observer.OnResume += handler);
        await producer.ResumeAsync();
        await resumed;
        Assert.False((await copy.DumpAsync()).Paused);

        var closed = Signals.NextAsync(handler => piped.PipeDataConsumer!.Observer.OnClose += handler);
        copy.Close();
        await closed;
        Assert.False(producer.Closed);
    }

    [Fact]
    public async Task However_fast_a_producer_is_paused_and_resumed_its_copy_ends_as_it_does()
    {
        await using var here = await workers.Worker.NewRouterAsync();
        await using var there = await workers.Other.NewRouterAsync();
        var producer = await (await here.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        var piping = here.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = producer.Id, Router = there });
        var random = new Random(11);
        for (var round = 0; round < 20; round++)
        {
            var paused = random.Next(2) == 0;
            await Task.WhenAll(Enumerable.Range(0, random.Next(1, 8)).Select(
                i => (i % 2 == 0) == paused ? producer.PauseAsync() : producer.ResumeAsync()));
            await (paused ? producer.PauseAsync() : producer.ResumeAsync());
            var copy = (await piping).PipeProducer!;
            await Signals.UntilAsync(() => Task.FromResult(copy.Paused), state => state == paused);
            await Signals.UntilAsync(async () => (await copy.DumpAsync()).Paused, state => state == paused);
        }
    }

    [Fact]
    public async Task The_death_of_the_other_worker_ends_a_pipe_and_another_can_be_made()
    {
        var dying = await Worker.StartAsync(WorkerFixture.Settings);
        await using var here = await workers.Worker.NewRouterAsync();
        var producer = await (await here.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        var lost = await here.PipeToRouterAsync(
            new PipeToRouterOptions { ProducerId = producer.Id, Router = await dying.NewRouterAsync() });
        var closed = Signals.NextAsync(handler => lost.PipeConsumer!.Observer.OnClose += handler);
        using (var process = System.Diagnostics.Process.GetProcessById(dying.Pid))
        {
            process.Kill();
        }

        await closed;
        await dying.DisposeAsync();
        Assert.Equal((1, false), (here.TransportCount, producer.Closed));
        await using var there = await workers.Other.NewRouterAsync();
        var next = await here.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = producer.Id, Router = there });
        Assert.Equal(producer.Id, next.PipeProducer!.Id);
    }

    [Fact]
    public async Task After_a_pair_was_closed_the_next_call_makes_one_and_no_more()
    {
        await using var here = await workers.Worker.NewRouterAsync();
        await using var there = await workers.Other.NewRouterAsync();
        var transport = await here.NewWebRtcTransportAsync();
        PipeTransport? pipe = null;
        here.Observer.OnNewTransport += created => pipe = created as PipeTransport;
        for (var round = 0; round < 20; round++)
        {
            var producer = await transport.ProduceAsync(Media.Audio());
            await here.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = producer.Id, Router = there });
            var closing = Task.Run(pipe!.Close);
            var other = await transport.ProduceAsync(Media.Audio((uint)(5000 + round)));
            await closing;
            await here.PipeToRouterAsync(new PipeToRouterOptions { ProducerId = other.Id, Router = there });
            Assert.Equal((2, 1), (here.TransportCount, there.TransportCount));
            producer.Close();
            other.Close();
        }
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

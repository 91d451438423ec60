using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

public sealed class EventTests
{
    [Fact]
    public async Task A_handler_that_throws_does_not_stop_the_others()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var errors = new List<(string Name, Exception Exception)>();
        worker.OnListenerError += (name, exception) => errors.Add((name, exception));
        var router = await worker.NewRouterAsync();
        var heard = 0;
        router.Observer.OnClose += () => throw new InvalidOperationException("broken");
        router.Observer.OnClose += () => heard++;
        router.Close();
        Assert.Equal(1, heard);
        var (name, exception) = Assert.Single(errors);
        Assert.Equal(("OnClose", "broken"), (name, exception.Message));
    }

    [Fact]
    public async Task A_handler_that_blocks_delays_only_its_own_object()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var router = await worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync();
        var slow = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        var quick = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        using var release = new ManualResetEventSlim();
        var order = new List<byte>();
        var last = Signals.NextAsync<DataMessage>(
            handler => slow.OnMessage += handler,
            message =>
            {
                release.Wait(Signals.Deadline);
                order.Add(message.Data.Span[0]);
                return order.Count == 10;
            });
        var count = 0;
        var all = Signals.NextAsync<DataMessage>(handler => quick.OnMessage += handler, _ => ++count == 10);
        for (byte i = 0; i < 10; i++)
        {
            producer.Send(new[] { i });
        }

        await all;
        Assert.Equal(router.Id, (await router.DumpAsync()).Id);
        Assert.Empty(order);
        release.Set();
        await last;
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (byte)i), order);
    }

    [Fact]
    public async Task Blocking_after_an_await_delays_no_other_request()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        await Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var dump = await worker.DumpAsync().ConfigureAwait(false);
#pragma warning disable xUnit1031 // Blocking is what is tested.
                Assert.Equal(dump.Pid, worker.DumpAsync().GetAwaiter().GetResult().Pid);
#pragma warning restore xUnit1031
            }
        }).WaitAsync(Signals.Deadline);
    }

    [Fact]
    public async Task Events_come_while_what_awaited_an_answer_blocks()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var router = await worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync();
        using var arrived = new SemaphoreSlim(0);
        await transport.ConsumeDataAsync(new DataConsumerOptions
        {
            DataProducerId = producer.Id,
            OnCreated = created => created.OnMessage += _ => arrived.Release(),
        });
        await Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await worker.DumpAsync().ConfigureAwait(false);
                producer.Send("wake up");
#pragma warning disable xUnit1031 // Blocking is what is tested.
                Assert.True(arrived.Wait(Signals.Deadline));
#pragma warning restore xUnit1031
            }
        }).WaitAsync(Signals.Deadline);
    }

    [Fact]
    public async Task Handlers_given_at_creation_miss_no_event()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var router = await worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        for (var i = 0; i < 100; i++)
        {
            var producer = await transport.ProduceAsync(Media.Audio());
            var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var consuming = transport.ConsumeAsync(new ConsumerOptions
            {
                ProducerId = producer.Id,
                RtpCapabilities = router.RtpCapabilities,
                OnCreated = consumer => consumer.OnProducerClose += closed.SetResult,
            });
            producer.Close();
            try
            {
                await consuming;
            }
            catch (RequestRejectedException)
            {
                // The close came first.
                continue;
            }

            await closed.Task.WaitAsync(Signals.Deadline);
        }
    }

    [Fact]
    public async Task An_object_that_ends_before_its_creator_has_it_is_returned_closed()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var router = await worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceAsync(Media.Audio());

        var consumer = await transport.ConsumeAsync(
            new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = router.RtpCapabilities, OnCreated = created => created.Close() });
        var sending = await router.CreateDirectTransportAsync();
        var closedProducer = await sending.ProduceAsync(Media.Audio() with { OnCreated = created => created.Close() });
        var closedTransport = await router.CreateDirectTransportAsync(new DirectTransportOptions { OnCreated = created => created.Close() });

        Assert.True(consumer.Closed && closedProducer.Closed && closedTransport.Closed);
        Assert.False(transport.Closed || router.Closed);
    }

    [Fact]
    public async Task A_new_object_has_its_handlers_before_its_creator_has_the_object()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var events = new List<string>();
        var router = await worker.CreateRouterAsync(
            new RouterOptions { MediaCodecs = Media.Codecs, OnCreated = _ => events.Add("router") });
        var transport = await router.CreateDirectTransportAsync(new DirectTransportOptions { OnCreated = _ => events.Add("transport") });
        var producer = await transport.ProduceAsync(Media.Audio() with { OnCreated = created => events.Add($"producer {created.Kind}") });
        await transport.ProduceDataAsync(new DataProducerOptions { OnCreated = _ => events.Add("data producer") });
        await router.CreateAudioLevelObserverAsync(new AudioLevelObserverOptions { OnCreated = _ => events.Add("levels") });
        await router.CreateActiveSpeakerObserverAsync(new ActiveSpeakerObserverOptions { OnCreated = _ => events.Add("speaker") });
        var pipe = await router.CreatePipeTransportAsync(
            new PipeTransportOptions { ListenInfo = Media.Loopback, OnCreated = _ => events.Add("pipe") });
        await pipe.ConsumeAsync(
            new PipeConsumerOptions { ProducerId = producer.Id, OnCreated = created => events.Add($"consumer {created.Type}") });
        Assert.Equal(
            ["router", "transport", "producer Audio", "data producer", "levels", "speaker", "pipe", "consumer Pipe"], events);
    }

    [Fact]
    public async Task A_handler_that_throws_at_creation_is_reported_and_the_object_is_there()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var errors = new List<string>();
        worker.OnListenerError += (name, _) => errors.Add(name);
        var router = await worker.CreateRouterAsync(new RouterOptions { OnCreated = _ => throw new InvalidOperationException("broken") });
        Assert.False(router.Closed);
        Assert.Equal(["OnCreated"], errors);
    }
}

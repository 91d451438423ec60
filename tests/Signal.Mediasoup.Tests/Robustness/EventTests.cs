using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

public sealed class EventTests
{
    [Fact]
    public async Task A_handler_that_throws_keeps_nobody_from_hearing()
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
    public async Task A_handler_that_blocks_holds_up_its_own_object_alone()
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
    public async Task Blocking_after_an_await_holds_up_nobody()
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
    public async Task No_event_is_missed_between_creation_and_the_first_await()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var router = await worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        for (var i = 0; i < 100; i++)
        {
            var producer = await transport.ProduceAsync(Media.Audio());
            var consuming = transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = router.RtpCapabilities });
            producer.Close();
            Consumer consumer;
            try
            {
                consumer = await consuming;
            }
            catch (RequestRejectedException)
            {
                continue;
            }

            await Signals.NextAsync(handler => consumer.OnProducerClose += handler);
        }
    }
}

using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

public sealed class DisposalTests
{
    [Fact]
    public async Task Disposal_under_load_ends_every_request()
    {
        var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = 0;
        var load = Enumerable.Range(0, 50).Select(async _ =>
        {
            while (true)
            {
                var router = await worker.NewRouterAsync();
                var transport = await router.CreateDirectTransportAsync();
                var producer = await transport.ProduceAsync(Media.Audio());
                await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = router.RtpCapabilities });
                if (Interlocked.Increment(ref done) > 50)
                {
                    started.TrySetResult();
                }
            }
        }).ToArray();
        await started.Task.WaitAsync(Signals.Deadline);

        await worker.DisposeAsync().AsTask().WaitAsync(Signals.Deadline);

        foreach (var one in load)
        {
            await Assert.ThrowsAnyAsync<MediasoupException>(() => one.WaitAsync(Signals.Deadline));
        }

        Assert.Equal((0, 0), (worker.Channel.PendingCount, worker.Channel.ObjectCount));
        Assert.False(worker.Died);
    }

    [Fact]
    public async Task A_worker_that_hangs_is_killed()
    {
        var worker = await Worker.StartAsync(WorkerFixture.Settings);
        using var stopped = new Stopped(worker);
        await worker.DisposeAsync().AsTask().WaitAsync(Signals.Deadline);
        Assert.True(worker.SubprocessClosed);
    }

    [Fact]
    public async Task A_full_pipe_does_not_block_the_caller()
    {
        var worker = await Worker.StartAsync(WorkerFixture.Settings);
        var router = await worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync();
        var consumer = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        var count = 0;
        var all = Signals.NextAsync<DataMessage>(handler => consumer.OnMessage += handler, _ => ++count == 100);
        using (new Stopped(worker))
        {
            for (var i = 0; i < 100; i++)
            {
                producer.Send(new byte[100_000]);
            }
        }

        await all;
        await worker.DisposeAsync();
    }
}

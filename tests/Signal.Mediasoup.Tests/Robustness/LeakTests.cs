using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
[Collection(nameof(LeakTests))]
public sealed class LeakTests
{
    private const int ObjectsPerRouter = 21;

    [Fact]
    public async Task Ten_thousand_objects_leave_nothing_behind()
    {
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings);
        await OpenAndCloseAsync(worker, routers: 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var gone = await OpenAndCloseAsync(worker, routers: 500);

        var dump = await worker.DumpAsync();
        Assert.Empty(dump.RouterIds);
        Assert.Empty(dump.ChannelMessageHandlers.ChannelRequestHandlers);
        Assert.Empty(dump.ChannelMessageHandlers.ChannelNotificationHandlers);
        Assert.Equal((0, 0), (worker.Channel.ObjectCount, worker.RouterCount));
        await Signals.UntilAsync(() => Task.FromResult(worker.Channel.PendingCount), count => count == 0);
        // A frame that is still on some stack may keep the last router and what was in it.
        var alive = await Signals.UntilAsync(
            () =>
            {
                GC.Collect();
                return Task.FromResult(gone.Count(reference => reference.IsAlive));
            },
            alive => alive <= ObjectsPerRouter);
        Assert.InRange(alive, 0, ObjectsPerRouter);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2_000_000);
    }

    // Each router has five transports, of which each has a producer and two consumers: 21 objects.
    private static async Task<List<WeakReference>> OpenAndCloseAsync(Worker worker, int routers)
    {
        var references = new List<WeakReference>();
        for (var i = 0; i < routers; i++)
        {
            await OpenAndCloseAsync(worker, references);
        }

        return references;
    }

    private static async Task OpenAndCloseAsync(Worker worker, List<WeakReference> references)
    {
        var router = await worker.NewRouterAsync();
        references.Add(new WeakReference(router));
        for (var i = 0; i < 5; i++)
        {
            var transport = await router.CreateDirectTransportAsync();
            var producer = await transport.ProduceAsync(Media.Audio());
            var options = new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = router.RtpCapabilities };
            var first = await transport.ConsumeAsync(options);
            var second = await transport.ConsumeAsync(options);
            second.Close();
            references.AddRange([new WeakReference(transport), new WeakReference(producer), new WeakReference(first), new WeakReference(second)]);
        }

        router.Close();
    }
}

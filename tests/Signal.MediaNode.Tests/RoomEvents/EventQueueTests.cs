using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Messages;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.Tests.RoomEvents;

/// <summary>One tenant's many events neither delay nor displace another's.</summary>
public sealed class EventQueueTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    [Fact]
    public void Tenants_take_turns_and_each_keeps_its_order()
    {
        var queue = Queue(100);
        Add(queue, "busy", 5);
        Add(queue, "quiet", 2);

        Assert.Equal(["busy/1", "quiet/1", "busy/2"], Take(queue, 3));
        Assert.Equal(["quiet/2", "busy/3", "busy/4", "busy/5"], Take(queue, 10));
        Assert.Empty(Take(queue, 10));
    }

    [Fact]
    public void A_full_queue_drops_the_oldest_of_the_tenant_with_the_most()
    {
        var queue = Queue(5);
        Add(queue, "quiet", 2);
        Add(queue, "busy", 10);

        Assert.Equal(5, queue.Count);
        Assert.Equal(["quiet/1", "busy/8", "quiet/2", "busy/9", "busy/10"], Take(queue, 10));
    }

    [Fact]
    public async Task Taking_waits_for_the_next_event()
    {
        var queue = Queue(5);
        Add(queue, "tenant", 1);
        await queue.TakeAsync(10, TestContext.Current.CancellationToken);

        var next = queue.TakeAsync(10, TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        Add(queue, "tenant", 1);

        Assert.Single(await next);
    }

    public void Dispose() => _services.Dispose();

    private EventQueue Queue(int most) =>
        new(new RoomEventOptions { MaxWaiting = most }, new NodeMetrics(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System));

    private static IEnumerable<string?> Take(EventQueue queue, int most) =>
        queue.TakeNow(most).Select(message =>
            message.MessageId?.Split('/') is [_, _, var room, var number] ? $"{room}/{number}" : null);

    private static void Add(EventQueue queue, string tenant, int count)
    {
        for (var sequence = 1; sequence <= count; sequence++)
        {
            queue.Add(new RoomStarted { Tenant = tenant, RoomId = tenant, NodeId = "node", Epoch = 1, Sequence = sequence, At = DateTimeOffset.UnixEpoch });
        }
    }
}

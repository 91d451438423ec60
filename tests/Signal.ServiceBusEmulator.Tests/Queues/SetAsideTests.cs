using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Tests.Queues;

public sealed class SetAsideTests : IDisposable
{
    private readonly QueueHarness _harness = new();

    [Fact]
    public void A_deferred_message_is_found_by_its_number_only()
    {
        _harness.Send("a");
        var delivery = _harness.Receive();
        _harness.Queue.Defer(delivery.LockToken!.Value);

        Assert.Null(_harness.TryReceive());
        var deferred = Assert.Single(_harness.Queue.ReceiveDeferred([delivery.SequenceNumber], sessionId: null, andDelete: false));
        _harness.Queue.Complete(deferred.LockToken!.Value);
        Assert.Empty(_harness.Peek());
    }

    [Fact]
    public void A_deferred_message_stays_deferred_when_its_lock_ends()
    {
        _harness.Send("a");
        var number = DeferFirst();
        _harness.Queue.ReceiveDeferred([number], sessionId: null, andDelete: false);

        _harness.Time.Advance(QueueHarness.LockDuration);

        Assert.Null(_harness.TryReceive());
        Assert.Single(_harness.Queue.ReceiveDeferred([number], sessionId: null, andDelete: false));
    }

    [Fact]
    public void Deferred_messages_are_received_all_or_none()
    {
        _harness.Send("a");
        var number = DeferFirst();

        Assert.Throws<BrokerException>(() => _harness.Queue.ReceiveDeferred([number, 99], sessionId: null, andDelete: false));
        Assert.Single(_harness.Queue.ReceiveDeferred([number], sessionId: null, andDelete: false));
    }

    [Fact]
    public void A_scheduled_message_becomes_visible_at_its_moment_and_wakes_receivers()
    {
        _harness.Schedule("a", _harness.Time.GetUtcNow().AddMinutes(1));
        var woken = 0;
        using var subscription = _harness.Queue.Subscribe(() => woken++);
        Assert.Null(_harness.TryReceive());

        _harness.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, woken);
        Assert.Equal(_harness.Time.GetUtcNow(), _harness.Receive().EnqueuedAt);
    }

    [Fact]
    public void A_cancelled_message_is_never_delivered()
    {
        var number = _harness.Schedule("a", _harness.Time.GetUtcNow().AddMinutes(1));
        _harness.Queue.CancelScheduled([number]);

        _harness.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(_harness.TryReceive());
        Assert.Throws<BrokerException>(() => _harness.Queue.CancelScheduled([number]));
    }

    [Fact]
    public void A_schedule_in_the_past_is_now()
    {
        _harness.Schedule("a", _harness.Time.GetUtcNow().AddMinutes(-1));

        Assert.Equal("a", QueueHarness.Text(_harness.Receive()));
    }

    public void Dispose() => _harness.Dispose();

    private long DeferFirst()
    {
        var delivery = _harness.Receive();
        _harness.Queue.Defer(delivery.LockToken!.Value);
        return delivery.SequenceNumber;
    }
}

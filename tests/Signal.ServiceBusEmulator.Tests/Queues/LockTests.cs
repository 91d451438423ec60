using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Tests.Queues;

public sealed class LockTests : IDisposable
{
    private readonly QueueHarness _harness = new();

    [Fact]
    public void Messages_are_handed_out_in_order_and_once()
    {
        _harness.Send("a", "b");

        Assert.Equal(["a", "b", "nothing"], new[] { _harness.TryReceive(), _harness.TryReceive(), _harness.TryReceive() }.Select(QueueHarness.Text));
    }

    [Fact]
    public void A_lock_ends_at_its_very_moment()
    {
        _harness.Send("a");
        _harness.Receive();

        _harness.Time.Advance(QueueHarness.LockDuration - TimeSpan.FromTicks(1));
        Assert.Null(_harness.TryReceive());
        _harness.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, _harness.TryReceive()?.DeliveryCount);
    }

    [Fact]
    public void A_lock_that_ended_settles_nothing()
    {
        _harness.Send("a");
        var token = _harness.Receive().LockToken!.Value;
        _harness.Time.Advance(QueueHarness.LockDuration);

        Assert.Equal("com.microsoft:message-lock-lost", Assert.Throws<BrokerException>(() => _harness.Queue.Complete(token)).Condition);
        Assert.Throws<BrokerException>(() => _harness.Queue.RenewLock(token));
        Assert.Equal(["a"], _harness.Peek());
    }

    [Fact]
    public void A_renewed_lock_lasts_from_the_renewal()
    {
        _harness.Send("a");
        var token = _harness.Receive().LockToken!.Value;
        _harness.Time.Advance(QueueHarness.LockDuration * 0.9);
        _harness.Queue.RenewLock(token);

        _harness.Time.Advance(QueueHarness.LockDuration * 0.9);

        Assert.Null(_harness.TryReceive());
        _harness.Queue.Complete(token);
    }

    [Fact]
    public void A_receiver_is_woken_when_a_lock_ends()
    {
        _harness.Send("a");
        _harness.Receive();
        var woken = 0;
        using var subscription = _harness.Queue.Subscribe(() => woken++);

        _harness.Time.Advance(QueueHarness.LockDuration);

        Assert.Equal(1, woken);
    }

    [Fact]
    public void An_abandoned_message_keeps_its_place()
    {
        _harness.Send("a", "b");
        _harness.Queue.Abandon(_harness.Receive().LockToken!.Value);

        Assert.Equal(["a", "b"], new[] { _harness.TryReceive(), _harness.TryReceive() }.Select(QueueHarness.Text));
    }

    [Fact]
    public void The_third_failure_of_three_dead_letters()
    {
        _harness.Send("a");
        _harness.Queue.Abandon(_harness.Receive().LockToken!.Value);
        _harness.Queue.Abandon(_harness.Receive().LockToken!.Value);
        _harness.Receive();
        _harness.Time.Advance(QueueHarness.LockDuration);

        Assert.Null(_harness.TryReceive());
        Assert.Equal(["a"], _harness.PeekDeadLetters());
    }

    [Fact]
    public void A_released_message_is_not_counted()
    {
        _harness.Send("a");
        for (var releases = 0; releases < 5; releases++)
        {
            _harness.Queue.Abandon(_harness.Receive().LockToken!.Value, countDelivery: false);
        }

        Assert.Equal(0, _harness.Receive().DeliveryCount);
    }

    [Fact]
    public void Receive_and_delete_leaves_nothing()
    {
        _harness.Send("a");

        Assert.Equal("a", QueueHarness.Text(_harness.Queue.TryReceive(session: null, andDelete: true)));
        Assert.Empty(_harness.Peek());
    }

    public void Dispose() => _harness.Dispose();
}

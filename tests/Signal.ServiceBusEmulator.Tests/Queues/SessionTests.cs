using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Tests.Queues;

public sealed class SessionTests : IDisposable
{
    private readonly QueueHarness _harness = new(queue => queue with { RequiresSession = true });

    [Fact]
    public void A_session_has_one_holder_at_a_time()
    {
        _harness.SendTo("s", "a");
        var held = Accept("s");

        Assert.Equal("com.microsoft:session-cannot-be-locked", Assert.Throws<BrokerException>(() => Accept("s")).Condition);
        _harness.Queue.ReleaseSession(held);
        Accept("s");
    }

    [Fact]
    public void The_next_session_is_the_one_whose_message_waited_longest()
    {
        _harness.SendTo("x", "1");
        _harness.SendTo("y", "2");
        var held = Accept("x");

        Assert.Equal("y", Accept(null).SessionId);
        _harness.Queue.ReleaseSession(held);
        Assert.Equal("x", Accept(null).SessionId);
        Assert.Null(_harness.Queue.TryAcceptSession(null, () => { }));
    }

    [Fact]
    public void A_released_session_gives_its_messages_back_uncounted_and_in_order()
    {
        _harness.SendTo("s", "1", "2");
        var held = Accept("s");
        Receive(held);
        Receive(held);

        _harness.Queue.ReleaseSession(held);

        var again = Accept("s");
        Assert.Equal([("1", 0), ("2", 0)], new[] { Receive(again), Receive(again) }.Select(delivery => (QueueHarness.Text(delivery), delivery!.DeliveryCount)));
    }

    [Fact]
    public void Messages_settled_in_a_session_stay_settled_when_it_is_released_or_lost()
    {
        _harness.SendTo("s", "completed", "dead", "deferred", "left");
        var held = Accept("s");
        _harness.Queue.Complete(Receive(held)!.LockToken!.Value);
        _harness.Queue.DeadLetter(Receive(held)!.LockToken!.Value, null, null);
        _harness.Queue.Defer(Receive(held)!.LockToken!.Value);
        _harness.Queue.ReleaseSession(held);

        var again = Accept("s");
        Assert.Equal("left", QueueHarness.Text(Receive(again)));
        _harness.Time.Advance(QueueHarness.LockDuration);
        Assert.Equal("left", QueueHarness.Text(Receive(Accept("s"))));
    }

    [Fact]
    public void A_deferred_message_of_a_session_is_received_under_its_lock_only()
    {
        _harness.SendTo("s", "1");
        var held = Accept("s");
        var delivery = Receive(held)!;
        _harness.Queue.Defer(delivery.LockToken!.Value);

        Assert.Single(_harness.Queue.ReceiveDeferred([delivery.SequenceNumber], "s", andDelete: false));
        _harness.Queue.ReleaseSession(held);
        Assert.Throws<BrokerException>(() => _harness.Queue.ReceiveDeferred([delivery.SequenceNumber], "s", andDelete: false));
    }

    [Fact]
    public void A_session_whose_lock_ends_notifies_its_holder_and_counts_its_messages()
    {
        _harness.SendTo("s", "1");
        var lost = 0;
        var held = _harness.Queue.TryAcceptSession("s", () => lost++)!;
        var delivery = Receive(held);

        _harness.Time.Advance(QueueHarness.LockDuration);

        Assert.Equal(1, lost);
        Assert.Null(Receive(held));
        Assert.Throws<BrokerException>(() => _harness.Queue.Complete(delivery!.LockToken!.Value));
        Assert.Equal(1, Receive(Accept("s"))?.DeliveryCount);
    }

    [Fact]
    public void Renewal_carries_the_messages_of_the_session_along()
    {
        _harness.SendTo("s", "1");
        var held = Accept("s");
        var delivery = Receive(held)!;
        _harness.Time.Advance(QueueHarness.LockDuration * 0.9);
        _harness.Queue.RenewSession("s");

        _harness.Time.Advance(QueueHarness.LockDuration * 0.9);

        _harness.Queue.Complete(delivery.LockToken!.Value);
    }

    [Fact]
    public void State_outlives_holders_and_needs_one()
    {
        var held = Accept("s");
        _harness.Queue.SetSessionState("s", [1, 2]);
        _harness.Queue.ReleaseSession(held);

        Assert.Throws<BrokerException>(() => _harness.Queue.GetSessionState("s"));
        Accept("s");
        Assert.Equal([1, 2], _harness.Queue.GetSessionState("s"));
    }

    [Fact]
    public void A_message_without_a_session_is_refused() =>
        Assert.Equal("amqp:not-allowed", Assert.Throws<BrokerException>(() => _harness.Send("a")).Condition);

    [Fact]
    public void Sessions_with_messages_or_state_are_listed()
    {
        _harness.SendTo("b", "1");
        _harness.SendTo("a", "1");
        Accept("empty");
        Accept("c");
        _harness.Queue.SetSessionState("c", [1]);

        Assert.Equal(["a", "b", "c"], _harness.Queue.ListSessions(skip: 0, top: 10));
        Assert.Equal(["b"], _harness.Queue.ListSessions(skip: 1, top: 1));
    }

    public void Dispose() => _harness.Dispose();

    private SessionLock Accept(string? session) =>
        _harness.Queue.TryAcceptSession(session, () => { }) ?? throw new InvalidOperationException("No session is free.");

    private Delivery? Receive(SessionLock held) => _harness.Queue.TryReceive(held, andDelete: false);
}

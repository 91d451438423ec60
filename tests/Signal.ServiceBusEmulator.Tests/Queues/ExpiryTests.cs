using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Tests.Queues;

public sealed class ExpiryTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_message_expires_at_its_very_moment()
    {
        using var harness = new QueueHarness();
        harness.Queue.Enqueue([QueueHarness.Content("a", timeToLive: Minute)]);

        harness.Time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.Equal(["a"], harness.Peek());
        harness.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Empty(harness.Peek());
        Assert.Empty(harness.PeekDeadLetters());
    }

    [Fact]
    public void The_queue_caps_the_time_to_live_and_may_dead_letter()
    {
        using var harness = new QueueHarness(queue => queue with { DefaultMessageTimeToLive = Minute, DeadLetteringOnMessageExpiration = true });
        harness.Queue.Enqueue([QueueHarness.Content("long", timeToLive: 10 * Minute), QueueHarness.Content("unsaid")]);

        harness.Time.Advance(Minute);

        Assert.Equal(["long", "unsaid"], harness.PeekDeadLetters());
    }

    [Fact]
    public void A_locked_message_does_not_expire_before_it_is_given_back()
    {
        using var harness = new QueueHarness();
        harness.Queue.Enqueue([QueueHarness.Content("a", timeToLive: TimeSpan.FromSeconds(1)), QueueHarness.Content("b", timeToLive: TimeSpan.FromSeconds(1))]);
        var completed = harness.Receive();
        var abandoned = harness.Receive();

        harness.Time.Advance(TimeSpan.FromSeconds(2));
        harness.Queue.Complete(completed.LockToken!.Value);
        harness.Queue.Abandon(abandoned.LockToken!.Value);

        Assert.Empty(harness.Peek());
    }

    [Fact]
    public void A_deferred_message_expires_too()
    {
        using var harness = new QueueHarness();
        harness.Queue.Enqueue([QueueHarness.Content("a", timeToLive: Minute)]);
        harness.Queue.Defer(harness.Receive().LockToken!.Value);

        harness.Time.Advance(Minute);

        Assert.Empty(harness.Peek());
    }

    [Fact]
    public void A_scheduled_message_lives_from_when_it_becomes_visible()
    {
        using var harness = new QueueHarness(queue => queue with { DefaultMessageTimeToLive = Minute });
        harness.Schedule("a", harness.Time.GetUtcNow() + (10 * Minute));

        harness.Time.Advance(10 * Minute);
        Assert.Equal(["a"], harness.Peek());
        harness.Time.Advance(Minute);
        Assert.Empty(harness.Peek());
    }

    [Fact]
    public void A_dead_letter_does_not_expire()
    {
        using var harness = new QueueHarness(queue => queue with { DefaultMessageTimeToLive = Minute });
        harness.Send("a");
        harness.Queue.DeadLetter(harness.Receive().LockToken!.Value, "reason", "description");

        harness.Time.Advance(100 * Minute);

        Assert.Equal(["a"], harness.PeekDeadLetters());
    }

    [Fact]
    public void A_duplicate_is_dropped_until_its_window_is_over()
    {
        using var harness = new QueueHarness(queue => queue with { RequiresDuplicateDetection = true, DuplicateDetectionHistoryTimeWindow = Minute });
        harness.Queue.Enqueue([QueueHarness.Content("first", id: "same"), QueueHarness.Content("second", id: "same")]);
        harness.Time.Advance(Minute);
        harness.Queue.Enqueue([QueueHarness.Content("third", id: "same")]);

        Assert.Equal(["first", "third"], harness.Peek());
    }

    [Fact]
    public void A_full_queue_accepts_all_of_a_batch_or_none()
    {
        using var harness = new QueueHarness(queue => queue with { MaxSizeInMegabytes = 1 });
        var quarter = Enumerable.Range(0, 4).Select(i => QueueHarness.Content($"{i}", size: 250_000)).ToList();
        harness.Queue.Enqueue(quarter);

        var error = Assert.Throws<BrokerException>(() => harness.Queue.Enqueue([QueueHarness.Content("small", size: 10), .. quarter]));
        Assert.Equal("amqp:resource-limit-exceeded", error.Condition);
        Assert.Equal(4, harness.Peek().Count);

        harness.Queue.Complete(harness.Receive().LockToken!.Value);
        harness.Queue.Enqueue([quarter[0]]);
    }

    [Fact]
    public void Dead_letters_count_towards_the_size()
    {
        using var harness = new QueueHarness(queue => queue with { MaxSizeInMegabytes = 1 });
        harness.Queue.Enqueue([.. Enumerable.Range(0, 4).Select(i => QueueHarness.Content($"{i}", size: 250_000))]);
        harness.Queue.DeadLetter(harness.Receive().LockToken!.Value, null, null);

        Assert.Throws<BrokerException>(() => harness.Queue.Enqueue([QueueHarness.Content("more", size: 250_000)]));
    }
}

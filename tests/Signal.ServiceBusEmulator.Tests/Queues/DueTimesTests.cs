using Microsoft.Extensions.Time.Testing;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Tests.Queues;

public sealed class DueTimesTests
{
    [Fact]
    public void Entries_that_are_no_longer_valid_do_not_accumulate()
    {
        var time = new FakeTimeProvider();
        using var due = new DueTimes<int>(time, () => { });
        for (var key = 0; key < 100_000; key++)
        {
            due.Add(key, time.GetUtcNow().AddDays(1));
            due.Prune(1, () => [(key, time.GetUtcNow().AddDays(1))]);
        }

        Assert.InRange(due.Count, 1, 1100);
        time.Advance(TimeSpan.FromDays(1));
        var taken = new List<int>();
        while (due.TryTake(time.GetUtcNow(), out var key))
        {
            taken.Add(key);
        }

        Assert.Contains(99_999, taken);
    }

    [Fact]
    public void Messages_expire_and_their_locks_end_after_many_others_were_completed()
    {
        using var harness = new QueueHarness(queue => queue with { DefaultMessageTimeToLive = TimeSpan.FromDays(1) });
        harness.Send("first", "second");
        Assert.Equal("first", QueueHarness.Text(harness.Receive()));
        for (var sent = 0; sent < 3000; sent++)
        {
            harness.Send($"{sent}");
        }

        Assert.Equal("second", QueueHarness.Text(harness.Receive()));
        for (var completed = 0; completed < 3000; completed++)
        {
            harness.Queue.Complete(harness.Receive().LockToken!.Value);
        }

        harness.Time.Advance(QueueHarness.LockDuration);
        Assert.Equal(["first", "second"], new[] { harness.Receive(), harness.Receive() }.Select(QueueHarness.Text));
        harness.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(harness.Peek());
    }
}

using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Tests.Webhooks;

public sealed class OutboxLaneTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_instance_continues_a_lane_that_it_could_not_release_and_others_wait_for_the_end_of_its_lease()
    {
        var lane = OutboxLane.For("service", "webhook", "room");
        (lane.Waiting, lane.DueAt, lane.Owner, lane.LeasedUntil) = (true, At, "one", At.AddSeconds(30));

        Assert.True(lane.IsDueFor("one", At));
        Assert.False(lane.IsDueFor("two", At));
        Assert.True(lane.IsDueFor("two", At.AddSeconds(30)));

        lane.DueAt = At.AddSeconds(1);
        Assert.False(lane.IsDueFor("one", At));
    }
}

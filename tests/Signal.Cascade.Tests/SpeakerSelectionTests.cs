namespace Signal.Cascade.Tests;

public sealed class SpeakerSelectionTests
{
    private static readonly ShardId First = new("node", 1);
    private static readonly ShardId Second = new("node", 2);

    private readonly SpeakerSelection _room = new();

    [Fact]
    public void One_shard_decides_alone()
    {
        Assert.Equal((true, new Speaker("a", -40)), Report(First, new("a", -40)));
        Assert.Equal((true, new Speaker("a", -50)), Report(First, new("a", -50)));
        Assert.Equal((true, null), Report(First, null));
        Assert.Equal((true, null), Report(First, null));
    }

    [Fact]
    public void The_loudest_of_the_shards_is_announced_and_only_when_it_reports()
    {
        Report(First, new("a", -40));

        Assert.False(Report(Second, new("b", -60)).Announced);
        Assert.Equal((true, new Speaker("b", -30)), Report(Second, new("b", -30)));
        Assert.False(Report(First, new("a", -40)).Announced);
        Assert.Equal((true, new Speaker("a", -40)), Report(Second, new("b", -60)));
    }

    [Fact]
    public void Silence_is_announced_when_the_last_shard_is_silent()
    {
        Report(First, new("a", -40));
        Report(Second, new("b", -60));

        Assert.Equal((true, new Speaker("b", -60)), Report(First, null));
        Assert.Equal((true, null), Report(Second, null));
    }

    [Fact]
    public void A_removed_shard_no_longer_speaks()
    {
        Report(First, new("a", -40));
        Report(Second, new("b", -60));

        Assert.True(_room.Remove(First, out var speaker));
        Assert.Equal(new Speaker("b", -60), speaker);
        Assert.False(_room.Remove(First, out _));
    }

    private (bool Announced, Speaker? Speaker) Report(ShardId shard, Speaker? loudest)
    {
        var announced = _room.Report(shard, loudest, out var speaker);
        return (announced, speaker);
    }
}

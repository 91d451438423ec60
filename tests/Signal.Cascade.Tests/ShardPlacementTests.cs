namespace Signal.Cascade.Tests;

public sealed class ShardPlacementTests
{
    private const int Capacity = 400;

    [Fact]
    public void The_fullest_shard_that_has_room_takes_the_peer() => Assert.Equal(2, Choose(Shard(1, 100), Shard(2, 399), Shard(3, 400)));

    [Fact]
    public void A_saturated_worker_takes_none() => Assert.Equal(1, Choose(Shard(1, 0), Shard(2, 10) with { IsSaturated = true }));

    [Fact]
    public void When_none_has_room_there_is_a_new_one() => Assert.Null(Choose(Shard(1, 400), Shard(2, 10) with { IsSaturated = true }));

    [Fact]
    public void The_first_peer_needs_a_new_one() => Assert.Null(ShardPlacement.Choose([], Capacity, () => false));

    [Fact]
    public void No_second_shard_is_opened_at_once() => Assert.Equal(2, Choose(Shard(1, 400), Shard(2, 1000) with { IsOpening = true }));

    [Fact]
    public void When_there_can_be_no_further_one_the_least_loaded_takes_it() =>
        Assert.Equal(2, ShardPlacement.Choose([Shard(1, 500), Shard(2, 401)], Capacity, () => false)?.Number);

    [Fact]
    public void While_one_has_room_nothing_else_is_asked() =>
        Assert.Equal(1, ShardPlacement.Choose([Shard(1, 1)], Capacity, () => throw new InvalidOperationException("Asked."))?.Number);

    private static int? Choose(params ShardLoad[] shards) => ShardPlacement.Choose(shards, Capacity, () => true)?.Number;

    private static ShardLoad Shard(int number, int consumers) => new(new ShardId("node", number), consumers, IsSaturated: false, IsOpening: false);
}

namespace Signal.Cascade;

/// <summary>Chooses the shard of a new peer.</summary>
public static class ShardPlacement
{
    /// <summary>
    /// Returns the fullest shard that has room. When none has, returns null, for a new shard; or, when there cannot be another one, the
    /// shard with the fewest consumers. While a shard is being opened no further one is: its load is not known yet.
    /// </summary>
    /// <param name="shards">The loads of the room's shards.</param>
    /// <param name="capacity">The number of consumers from which a shard is full.</param>
    /// <param name="canGrow">Whether there can be another shard; only called when none has room.</param>
    public static ShardId? Choose(IReadOnlyCollection<ShardLoad> shards, int capacity, Func<bool> canGrow)
    {
        var withRoom = shards.Where(shard => shard.Consumers < capacity && !shard.IsSaturated).ToList();
        if (withRoom.Count > 0)
        {
            return withRoom.MaxBy(shard => shard.Consumers).Shard;
        }

        var opening = shards.Where(shard => shard.IsOpening).ToList();
        if (opening.Count > 0)
        {
            return opening[0].Shard;
        }

        return shards.Count == 0 || canGrow() ? null : shards.MinBy(shard => shard.Consumers).Shard;
    }
}

namespace Signal.Cascade;

/// <summary>A shard: a room's router on one worker.</summary>
/// <param name="Part">The part of the room that the shard belongs to: the id of the node.</param>
/// <param name="Number">
/// The number within the part. Numbers are not reused: the router that replaces a lost one is another shard, so that late completions for
/// the lost one cannot be taken for it.
/// </param>
public readonly record struct ShardId(string Part, int Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Part}/{Number}";
}

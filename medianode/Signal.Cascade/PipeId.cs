namespace Signal.Cascade;

/// <summary>A pipe: the path of one stream from its owner's shard to another one.</summary>
/// <param name="Stream">The id of the stream: a producer or a data producer.</param>
/// <param name="From">The shard of the stream's owner.</param>
/// <param name="To">The shard of the receivers.</param>
public readonly record struct PipeId(string Stream, ShardId From, ShardId To);

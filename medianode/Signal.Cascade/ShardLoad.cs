namespace Signal.Cascade;

/// <summary>The load of a shard, as placement compares it.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Consumers">The consumers on its router, and those expected for peers that were placed there recently.</param>
/// <param name="IsSaturated">Whether its worker uses too much CPU to take another peer.</param>
/// <param name="IsOpening">Whether its router is still being created.</param>
public readonly record struct ShardLoad(ShardId Shard, int Consumers, bool IsSaturated, bool IsOpening);

namespace Signal.Cascade;

/// <summary>The loudest stream of a shard.</summary>
/// <param name="Stream">The id of the stream.</param>
/// <param name="Volume">Its volume in dBvo, -127 to 0.</param>
public readonly record struct Speaker(string Stream, int Volume);

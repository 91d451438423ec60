namespace Signal.Functions.AdminPage;

/// <summary>The part of a node's trace that this app reads.</summary>
internal sealed record TracedRoom<TPeer>(IReadOnlyList<TPeer> Peers);

/// <summary>A peer in a trace.</summary>
internal sealed record TracedPeer(string PeerId, bool Connected, IReadOnlyList<TracedStream> Producers, IReadOnlyList<TracedStream> Consumers);

/// <summary>A producer or consumer in a trace.</summary>
internal sealed record TracedStream(bool Paused, int? Score = null, bool? ProducerPaused = null);

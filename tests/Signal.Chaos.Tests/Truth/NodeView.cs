namespace Signal.Chaos.Tests.Truth;

/// <summary>The objects that a node holds.</summary>
internal sealed record NodeView(string NodeId, int Rooms, int Peers, int Transports, int Producers, int Consumers, int DataProducers, int DataConsumers);

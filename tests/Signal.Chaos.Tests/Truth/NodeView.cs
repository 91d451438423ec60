namespace Signal.Chaos.Tests.Truth;

/// <summary>What a node holds.</summary>
internal sealed record NodeView(string NodeId, int Rooms, int Peers, int Transports, int Producers, int Consumers, int DataProducers, int DataConsumers);

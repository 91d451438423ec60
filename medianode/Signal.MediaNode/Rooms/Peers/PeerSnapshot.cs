using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The objects of a peer at one time. The objects themselves go on changing.</summary>
/// <param name="Transports">The open transports.</param>
/// <param name="Producers">The audio and video that the peer sends.</param>
/// <param name="Consumers">The audio and video that it receives.</param>
/// <param name="DataProducers">The data that it sends.</param>
/// <param name="DataConsumers">The data that it receives.</param>
internal sealed record PeerSnapshot(
    IReadOnlyList<PeerTransport> Transports,
    IReadOnlyList<SentMedia> Producers,
    IReadOnlyList<Consumer> Consumers,
    IReadOnlyList<SentData> DataProducers,
    IReadOnlyList<DataConsumer> DataConsumers);

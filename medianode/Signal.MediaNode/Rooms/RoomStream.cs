using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>What one peer of the room sends and the others may receive.</summary>
/// <param name="Owner">The peer that sends.</param>
/// <param name="AppData">What the sender says of it.</param>
/// <param name="Info">What the control plane is told of it.</param>
internal abstract record RoomStream(Peer Owner, JsonElement AppData, ProducerInfo Info);

/// <summary>Audio or video.</summary>
internal sealed record MediaStream(Peer Owner, Producer Producer, JsonElement AppData, ProducerInfo Info) : RoomStream(Owner, AppData, Info);

/// <summary>Messages.</summary>
internal sealed record DataStream(Peer Owner, DataProducer Producer, JsonElement AppData, ProducerInfo Info) : RoomStream(Owner, AppData, Info);

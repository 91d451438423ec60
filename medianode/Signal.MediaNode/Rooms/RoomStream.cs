using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>What one peer of the room sends and the others may receive.</summary>
/// <param name="Owner">The peer that sends.</param>
/// <param name="Source">What feeds the stream, in the worker.</param>
/// <param name="AppData">What the sender says of it.</param>
/// <param name="Info">What the control plane is told of it.</param>
internal abstract record RoomStream(Peer Owner, WorkerObject Source, JsonElement AppData, ProducerInfo Info)
{
    public bool Closed => Source.Closed;

    public void Close() => Source.Close();
}

/// <summary>Audio or video.</summary>
internal sealed record MediaStream(Peer Owner, Producer Producer, JsonElement AppData, ProducerInfo Info) : RoomStream(Owner, Producer, AppData, Info);

/// <summary>Messages.</summary>
internal sealed record DataStream(Peer Owner, DataProducer Producer, JsonElement AppData, ProducerInfo Info) : RoomStream(Owner, Producer, AppData, Info);

using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>A stream that one peer of the room sends and the others can receive.</summary>
/// <param name="Owner">The sending peer.</param>
/// <param name="Source">The producer or data producer in the worker.</param>
/// <param name="AppData">The sender's application data.</param>
/// <param name="Info">The stream as reported to the control plane.</param>
internal abstract record RoomStream(Peer Owner, WorkerObject Source, JsonElement AppData, ProducerInfo Info)
{
    public bool Closed => Source.Closed;

    public void Close() => Source.Close();
}

/// <summary>An audio or video stream.</summary>
internal sealed record MediaStream(Peer Owner, Producer Producer, JsonElement AppData, ProducerInfo Info) : RoomStream(Owner, Producer, AppData, Info)
{
    /// <summary>When it was published: a timestamp of the time provider.</summary>
    public long PublishedAt { get; } = Owner.Services.Time.GetTimestamp();
}

/// <summary>A data stream.</summary>
internal sealed record DataStream(Peer Owner, DataProducer Producer, JsonElement AppData, ProducerInfo Info) : RoomStream(Owner, Producer, AppData, Info);

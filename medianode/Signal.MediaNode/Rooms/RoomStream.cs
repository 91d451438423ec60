using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>A stream that one peer of the room sends and the others can receive.</summary>
/// <param name="Owner">The sending peer.</param>
/// <param name="Media">The router of the sender.</param>
/// <param name="Source">The producer or data producer in the worker.</param>
/// <param name="AppData">The sender's application data.</param>
/// <param name="Info">The stream as reported to the control plane.</param>
internal abstract record RoomStream(Peer Owner, RoomMedia Media, WorkerObject Source, JsonElement AppData, ProducerInfo Info)
{
    public bool Closed => Source.Closed;

    public void Close() => Source.Close();
}

/// <summary>An audio or video stream.</summary>
internal sealed record MediaStream(Peer Owner, RoomMedia Media, Producer Producer, JsonElement AppData, ProducerInfo Info)
    : RoomStream(Owner, Media, Producer, AppData, Info)
{
    /// <summary>When it was published: a timestamp of the time provider.</summary>
    public long PublishedAt { get; } = Owner.Services.Time.GetTimestamp();
}

/// <summary>A data stream.</summary>
internal sealed record DataStream(Peer Owner, RoomMedia Media, DataProducer Producer, JsonElement AppData, ProducerInfo Info)
    : RoomStream(Owner, Media, Producer, AppData, Info);

using System.Text.Json;
using Signal.Cascade;
using Signal.Contracts.Messages;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>A stream that one peer of the room sends and the others can receive.</summary>
/// <param name="OwnerId">The id of the sending peer.</param>
/// <param name="Shard">The shard of the sending peer.</param>
/// <param name="AppData">The sender's application data.</param>
/// <param name="Info">The stream as reported to the control plane.</param>
internal abstract record RoomStream(string OwnerId, ShardId Shard, JsonElement AppData, ProducerInfo Info)
{
    public abstract bool Closed { get; }

    public abstract void Close();

    /// <summary>Adds a handler for the end of the stream. Runs immediately when it has already ended.</summary>
    public abstract void OnClose(Action handler);
}

/// <summary>An audio or video stream.</summary>
/// <param name="OwnerId">The id of the sending peer.</param>
/// <param name="Shard">The shard of the sending peer.</param>
/// <param name="AppData">The sender's application data.</param>
/// <param name="Info">The stream as reported to the control plane.</param>
/// <param name="PublishedAt">When it was published: a timestamp of the time provider.</param>
internal abstract record MediaStream(string OwnerId, ShardId Shard, JsonElement AppData, ProducerInfo Info, long PublishedAt)
    : RoomStream(OwnerId, Shard, AppData, Info)
{
    /// <summary>Whether a client with these capabilities can receive it.</summary>
    public abstract bool SuitsTo(RtpCapabilities capabilities);
}

/// <summary>A data stream.</summary>
internal abstract record DataStream(string OwnerId, ShardId Shard, JsonElement AppData, ProducerInfo Info)
    : RoomStream(OwnerId, Shard, AppData, Info);

using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>An audio or video stream of a peer on this node.</summary>
/// <param name="Owner">The sending peer.</param>
/// <param name="Media">The router of the sender.</param>
/// <param name="Producer">The producer in the worker.</param>
/// <param name="AppData">The sender's application data.</param>
/// <param name="Info">The stream as reported to the control plane.</param>
internal sealed record SentMedia(Peer Owner, RoomMedia Media, Producer Producer, JsonElement AppData, ProducerInfo Info)
    : MediaStream(Owner.Id, Media.Shard, AppData, Info, Owner.Services.Time.GetTimestamp())
{
    /// <inheritdoc/>
    public override bool Closed => Producer.Closed;

    /// <inheritdoc/>
    public override void Close() => Producer.Close();

    /// <inheritdoc/>
    public override bool SuitsTo(RtpCapabilities capabilities) => Media.Router.CanConsume(Producer.Id, capabilities);

    /// <inheritdoc/>
    public override void OnClose(Action handler)
    {
        Producer.Observer.OnClose += handler;
        if (Closed)
        {
            handler();
        }
    }
}

/// <summary>A data stream of a peer on this node.</summary>
/// <param name="Owner">The sending peer.</param>
/// <param name="Media">The router of the sender.</param>
/// <param name="Producer">The data producer in the worker.</param>
/// <param name="AppData">The sender's application data.</param>
/// <param name="Info">The stream as reported to the control plane.</param>
internal sealed record SentData(Peer Owner, RoomMedia Media, DataProducer Producer, JsonElement AppData, ProducerInfo Info)
    : DataStream(Owner.Id, Media.Shard, AppData, Info)
{
    /// <inheritdoc/>
    public override bool Closed => Producer.Closed;

    /// <inheritdoc/>
    public override void Close() => Producer.Close();

    /// <inheritdoc/>
    public override void OnClose(Action handler)
    {
        Producer.Observer.OnClose += handler;
        if (Closed)
        {
            handler();
        }
    }
}

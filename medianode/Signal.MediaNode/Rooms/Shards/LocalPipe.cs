using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Shards;

/// <summary>A pipe between two workers of this node. The end of one side is the end of the other, and the receivers' side is paused with the owner's.</summary>
internal sealed class LocalPipe(PipeToRouterResult ends) : OpenPipe
{
    private WorkerObject Produced => ends.PipeProducer is { } producer ? producer : ends.PipeDataProducer!;

    private WorkerObjectObserver Observer => ends.PipeProducer is { } producer ? producer.Observer : ends.PipeDataProducer!.Observer;

    /// <summary>Opens a pipe. Messages over it can be as large as those between a client and a worker.</summary>
    public static async Task<OpenPipe> OpenAsync(RoomStream stream, RoomMedia to, TransportSettings transports)
    {
        var options = new PipeToRouterOptions
        {
            Router = to.Router,
            ProducerId = (stream as SentMedia)?.Producer.Id,
            DataProducerId = (stream as SentData)?.Producer.Id,
            MaxSendMessageSize = transports.MaxDataMessageBytes,
            MaxReceiveMessageSize = transports.MaxDataMessageBytes,
            PauseWithConsumer = false,
        };
        var from = stream is SentMedia media ? media.Media : ((SentData)stream).Media;
        var pipe = new LocalPipe(await from.Router.PipeToRouterAsync(options));
        to.Slot.LocalPipes.Add(pipe.Produced, pipe.Observer);
        return pipe;
    }

    /// <inheritdoc/>
    public override void OnClose(Action handler)
    {
        Observer.OnClose += handler;
        if (Produced.Closed)
        {
            handler();
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        ends.PipeConsumer?.Close();
        ends.PipeDataConsumer?.Close();
    }

    /// <inheritdoc/>
    public override void SetPaused(bool paused)
    {
        // The router pauses its copy by itself.
    }

    /// <inheritdoc/>
    protected override void OnSending(bool sending) => _ = ends.PipeConsumer?.SetSendingAsync(sending);
}

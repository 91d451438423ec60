using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Shards;

/// <summary>An open pipe: a consumer on the owner's router and a producer on the receivers'. The end of one is the end of the other.</summary>
internal sealed class OpenPipe(PipeToRouterResult ends)
{
    /// <summary>Adds a handler for the end of the pipe, whatever ends it. Runs immediately when it has already ended.</summary>
    public void OnClose(Action handler)
    {
        WorkerObjectObserver observer = ends.PipeProducer is { } producer ? producer.Observer : ends.PipeDataProducer!.Observer;
        observer.OnClose += handler;
        if (ends.PipeProducer?.Closed ?? ends.PipeDataProducer!.Closed)
        {
            handler();
        }
    }

    public void Close()
    {
        ends.PipeConsumer?.Close();
        ends.PipeDataConsumer?.Close();
    }
}

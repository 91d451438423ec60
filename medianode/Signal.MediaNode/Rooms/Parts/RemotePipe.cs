using Signal.MediaNode.Rooms.Shards;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>A pipe from another node: its producer on this one.</summary>
/// <param name="producer">The producer or data producer.</param>
/// <param name="release">Tells the other node that the stream is no longer needed.</param>
internal sealed class RemotePipe(WorkerObject producer, Action release) : OpenPipe
{
    private Task _pausing = Task.CompletedTask;

    /// <inheritdoc/>
    public override void OnClose(Action handler)
    {
        WorkerObjectObserver observer = producer is Producer media ? media.Observer : ((DataProducer)producer).Observer;
        observer.OnClose += handler;
        if (producer.Closed)
        {
            handler();
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        producer.Close();
        release();
    }

    /// <inheritdoc/>
    public override void SetPaused(bool paused) => _pausing = SetPausedAsync(_pausing, paused);

    private async Task SetPausedAsync(Task before, bool paused)
    {
        await before;
        try
        {
            if (producer is Producer media && media.Paused != paused)
            {
                await (paused ? media.PauseAsync() : media.ResumeAsync());
            }
        }
        catch (MediasoupException)
        {
            // The pipe was closed meanwhile, or its worker has died.
        }
    }
}

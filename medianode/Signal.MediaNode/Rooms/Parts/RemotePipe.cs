using Signal.MediaNode.Rooms.Shards;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>A pipe from another node: its producer on this one.</summary>
/// <param name="producer">The producer or data producer.</param>
/// <param name="producerId">Its id, which is that of the original.</param>
/// <param name="connection">Tells the other node what it need not send.</param>
internal sealed class RemotePipe(WorkerObject producer, string producerId, PipeConnection connection) : OpenPipe
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
        connection.Forget(producerId);
    }

    /// <inheritdoc/>
    public override void SetPaused(bool paused) => _pausing = SetPausedAsync(_pausing, paused);

    /// <inheritdoc/>
    protected override void OnSending(bool sending) => connection.SetSending(producerId, sending);

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

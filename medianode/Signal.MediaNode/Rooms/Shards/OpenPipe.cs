namespace Signal.MediaNode.Rooms.Shards;

/// <summary>An open pipe: a consumer on the owner's router and a producer on the receivers'.</summary>
internal abstract class OpenPipe
{
    private bool _isSending = true;

    /// <summary>Adds a handler for the end of the pipe, whatever ends it. Runs immediately when it has already ended.</summary>
    public abstract void OnClose(Action handler);

    public abstract void Close();

    /// <summary>The stream was paused or resumed by its sender. Called in the room's mailbox.</summary>
    public abstract void SetPaused(bool paused);

    /// <summary>
    /// Pauses or resumes the consumer on the owner's router. The producer, and with it what the receivers are told, does not change. Called
    /// in the room's mailbox.
    /// </summary>
    public void SetSending(bool sending)
    {
        if (_isSending != sending)
        {
            _isSending = sending;
            OnSending(sending);
        }
    }

    protected abstract void OnSending(bool sending);
}

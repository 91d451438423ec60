namespace Signal.MediaNode.Rooms.Shards;

/// <summary>An open pipe: a consumer on the owner's router and a producer on the receivers'.</summary>
internal abstract class OpenPipe
{
    /// <summary>Adds a handler for the end of the pipe, whatever ends it. Runs immediately when it has already ended.</summary>
    public abstract void OnClose(Action handler);

    public abstract void Close();

    /// <summary>The stream was paused or resumed. Called in the room's mailbox.</summary>
    public abstract void SetPaused(bool paused);
}

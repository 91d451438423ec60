namespace Signal.Cascade;

/// <summary>
/// The state of a pipe. Each state except <see cref="None"/>, <see cref="Open"/> and <see cref="Paused"/> ends with a <see cref="PipeEvent"/>.
/// </summary>
public enum PipeState
{
    /// <summary>There is no pipe.</summary>
    None,

    /// <summary>The pipe is being opened. It ends with <see cref="PipeEvent.Opened"/> or <see cref="PipeEvent.Failed"/>.</summary>
    Opening,

    /// <summary>The pipe exists and carries the stream: a receiver has not paused it.</summary>
    Open,

    /// <summary>The pipe exists and carries the stream, but all its receivers have paused it. It is paused at <see cref="PipeEvent.Elapsed"/>.</summary>
    Pausing,

    /// <summary>The pipe exists and is paused, as all its receivers have paused the stream.</summary>
    Paused,

    /// <summary>The pipe exists without receivers, paused if it was. It is closed at <see cref="PipeEvent.Elapsed"/>.</summary>
    Idle,

    /// <summary>The pipe could not be opened. It is opened again at <see cref="PipeEvent.Elapsed"/>.</summary>
    Retrying,

    /// <summary>The pipe is being closed. It ends with <see cref="PipeEvent.Closed"/>.</summary>
    Closing,
}

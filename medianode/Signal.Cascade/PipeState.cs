namespace Signal.Cascade;

/// <summary>The state of a pipe. Each state except <see cref="None"/> and <see cref="Open"/> ends with a <see cref="PipeEvent"/>.</summary>
public enum PipeState
{
    /// <summary>There is no pipe.</summary>
    None,

    /// <summary>The pipe is being opened. It ends with <see cref="PipeEvent.Opened"/> or <see cref="PipeEvent.Failed"/>.</summary>
    Opening,

    /// <summary>The pipe exists and has receivers.</summary>
    Open,

    /// <summary>The pipe exists without receivers. It is closed at <see cref="PipeEvent.Elapsed"/>.</summary>
    Idle,

    /// <summary>The pipe could not be opened. It is opened again at <see cref="PipeEvent.Elapsed"/>.</summary>
    Retrying,

    /// <summary>The pipe is being closed. It ends with <see cref="PipeEvent.Closed"/>.</summary>
    Closing,
}

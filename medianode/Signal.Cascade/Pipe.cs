namespace Signal.Cascade;

/// <summary>A pipe's state machine. At most one operation is in progress at a time: a pipe that is being opened is not closed before it is open.</summary>
internal sealed class Pipe(PipeId id)
{
    public PipeId Id => id;

    public PipeState State { get; set; }

    /// <summary>The number of receivers on the target shard.</summary>
    public int Receivers { get; set; }

    /// <summary>The number of receivers that have not paused the stream.</summary>
    public int Active { get; set; }

    /// <summary>Whether receivers on the target shard can consume the stream: the pipe exists, paused or not.</summary>
    public bool Exists => State is PipeState.Open or PipeState.Pausing or PipeState.Paused or PipeState.Idle;

    /// <summary>Returns the state after an event; the same state when the event is stale.</summary>
    public PipeState After(PipeEvent what) => (State, what) switch
    {
        (PipeState.Opening, PipeEvent.Opened) => PipeState.Open,
        (PipeState.Opening, PipeEvent.Failed) => Receivers > 0 ? PipeState.Retrying : PipeState.None,
        (PipeState.Closing, PipeEvent.Closed) => PipeState.None,
        (_, PipeEvent.Closed) when Exists => PipeState.None,
        (PipeState.Pausing, PipeEvent.Elapsed) => PipeState.Paused,
        (PipeState.Idle, PipeEvent.Elapsed) => PipeState.Closing,
        (PipeState.Retrying, PipeEvent.Elapsed) => PipeState.None,
        _ => State,
    };

    /// <summary>Returns the state that follows from the receivers.</summary>
    /// <param name="mayIdle">Whether the stream and the target shard still exist, so that the pipe can be used again.</param>
    public PipeState Settled(bool mayIdle) => (State, Receivers > 0) switch
    {
        (PipeState.None, true) => PipeState.Opening,
        (PipeState.Retrying, false) => PipeState.None,
        (_, false) when Exists => mayIdle ? PipeState.Idle : PipeState.Closing,
        (_, true) when Exists && Active > 0 => PipeState.Open,
        (PipeState.Open or PipeState.Idle, true) => PipeState.Pausing,
        _ => State,
    };
}

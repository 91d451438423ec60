namespace Signal.Cascade;

/// <summary>What happened to a pipe, as reported by the reconciler.</summary>
public enum PipeEvent
{
    /// <summary>It was opened.</summary>
    Opened,

    /// <summary>It could not be opened.</summary>
    Failed,

    /// <summary>It was closed, whether or not that was requested.</summary>
    Closed,

    /// <summary>
    /// The time that it stays in <see cref="PipeState.Pausing"/>, <see cref="PipeState.Idle"/> or <see cref="PipeState.Retrying"/> has elapsed.
    /// </summary>
    Elapsed,
}

namespace Signal.Cascade;

/// <summary>A pipe has entered a state, which tells the reconciler what to do: open, pause, resume or close it, or wait.</summary>
/// <param name="Pipe">The pipe.</param>
/// <param name="State">The state that it has entered.</param>
public readonly record struct PipeChange(PipeId Pipe, PipeState State);

namespace Signal.Cascade;

/// <summary>The pipes, and the changes that the reconciler has to carry out.</summary>
public sealed partial class CascadeState
{
    private readonly Dictionary<PipeId, Pipe> _pipes = [];
    private readonly Queue<PipeChange> _changes = [];

    /// <summary>The pipes and their states.</summary>
    public IEnumerable<PipeChange> Pipes => _pipes.Values.Select(pipe => new PipeChange(pipe.Id, pipe.State));

    /// <summary>Takes the next change of a pipe, in order. Returns false when there is none.</summary>
    public bool TryTakeChange(out PipeChange change) => _changes.TryDequeue(out change);

    /// <summary>Reports what happened to a pipe. A stale event has no effect.</summary>
    public void Report(PipeId pipe, PipeEvent what)
    {
        if (_pipes.TryGetValue(pipe, out var entry))
        {
            Enter(entry, entry.After(what));
            Settle(entry);
        }
    }

    private Pipe PipeOf(PipeId id)
    {
        if (!_pipes.TryGetValue(id, out var pipe))
        {
            _pipes.Add(id, pipe = new Pipe(id));
        }

        return pipe;
    }

    private void Settle(Pipe pipe)
    {
        Enter(pipe, pipe.Settled(mayIdle: _streams.ContainsKey(pipe.Id.Stream) && _shards.Contains(pipe.Id.To)));
        if (pipe.State == PipeState.None)
        {
            _pipes.Remove(pipe.Id);
        }
    }

    private void Enter(Pipe pipe, PipeState state)
    {
        if (pipe.State != state)
        {
            pipe.State = state;
            _changes.Enqueue(new PipeChange(pipe.Id, state));
        }
    }
}

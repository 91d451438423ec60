using Signal.Contracts.Messages;

namespace Signal.MediaNode.Drain;

/// <summary>Where the node stands: Serving, Draining (until a deadline, cancellable), Stopping.</summary>
internal sealed class Lifecycle
{
    private volatile Stage _now = new(NodeState.Serving, null);

    /// <summary>Called with the new stage after each change.</summary>
    public event Action<Stage>? Changed;

    /// <summary>The stage at this moment.</summary>
    public Stage Now => _now;

    /// <summary>May rooms be opened?</summary>
    public bool TakesRooms => _now.State == NodeState.Serving;

    /// <summary>No new rooms; those that are left at the deadline will be closed.</summary>
    public void Drain(DateTimeOffset deadline)
    {
        if (_now.State != NodeState.Stopping)
        {
            Become(new Stage(NodeState.Draining, deadline));
        }
    }

    /// <summary>Serves again, unless the node stops.</summary>
    public void CancelDrain()
    {
        if (_now.State == NodeState.Draining)
        {
            Become(new Stage(NodeState.Serving, null));
        }
    }

    /// <summary>The end.</summary>
    public void Stop()
    {
        if (_now.State != NodeState.Stopping)
        {
            Become(new Stage(NodeState.Stopping, null));
        }
    }

    private void Become(Stage stage)
    {
        _now = stage;
        Changed?.Invoke(stage);
    }

    /// <summary>A stage of the node's life.</summary>
    internal sealed record Stage(NodeState State, DateTimeOffset? Deadline);
}

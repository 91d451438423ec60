using Signal.Contracts.Messages;

namespace Signal.MediaNode.Node;

/// <summary>
/// The state machine of the node's lifecycle. Every transition is decided and made under one lock. The transitions are those of the table
/// in <c>Drain/README.md</c>; all other requests change nothing.
/// </summary>
internal sealed class Lifecycle
{
    private readonly Lock _lock = new();
    private volatile Stage _now = new(NodeState.Serving, null, Cancellable: false);

    /// <summary>Raised with each new stage, in order, under the lock: handlers must not block.</summary>
    public event Action<Stage>? Changed;

    /// <summary>The current stage.</summary>
    public Stage Now => _now;

    /// <summary>Whether new rooms may be opened.</summary>
    public bool TakesRooms => _now.State == NodeState.Serving;

    /// <summary>
    /// Starts a drain by command: no new rooms; rooms that remain at the deadline are closed. A second call changes the deadline.
    /// </summary>
    public bool Drain(DateTimeOffset deadline) => Change(now => now.State == NodeState.Serving || now.Cancellable
        ? new Stage(NodeState.Draining, deadline, Cancellable: true)
        : null);

    /// <summary>Cancels a drain started by <see cref="Drain"/>; has no effect otherwise.</summary>
    public bool CancelDrain() => Change(now => now.Cancellable ? new Stage(NodeState.Serving, null, Cancellable: false) : null);

    /// <summary>Starts a drain after a stop signal, one that cannot be cancelled, with the earlier of two deadlines.</summary>
    public bool Leave(DateTimeOffset deadline) => Change(now => now.State == NodeState.Serving || now.Cancellable
        ? new Stage(NodeState.Draining, now.Deadline < deadline ? now.Deadline : deadline, Cancellable: false)
        : null);

    /// <summary>Moves to the last stage: rooms are moved or closed, and the process exits.</summary>
    public bool Stop() => Change(now => now.State != NodeState.Stopping ? new Stage(NodeState.Stopping, null, Cancellable: false) : null);

    private bool Change(Func<Stage, Stage?> next)
    {
        lock (_lock)
        {
            if (next(_now) is not { } stage)
            {
                return false;
            }

            _now = stage;
            Changed?.Invoke(stage);
            return true;
        }
    }

    /// <summary>A stage of the node's lifecycle.</summary>
    /// <param name="State">The state that is reported to the control plane.</param>
    /// <param name="Deadline">The end of the drain; null unless draining.</param>
    /// <param name="Cancellable">Whether the drain can be cancelled.</param>
    internal sealed record Stage(NodeState State, DateTimeOffset? Deadline, bool Cancellable);
}

using Signal.Contracts.Messages;

namespace Signal.MediaNode.Node;

/// <summary>
/// Where the node stands: the one state machine of its life. Every transition is decided and made under one lock. The transitions are
/// those of the table in <c>Drain/README.md</c>; whatever is not listed there changes nothing.
/// </summary>
internal sealed class Lifecycle
{
    private readonly Lock _lock = new();
    private volatile Stage _now = new(NodeState.Serving, null, Cancellable: false);

    /// <summary>Called with each new stage, in order, under the lock: handlers must not block.</summary>
    public event Action<Stage>? Changed;

    /// <summary>The stage at this moment.</summary>
    public Stage Now => _now;

    /// <summary>May rooms be opened?</summary>
    public bool TakesRooms => _now.State == NodeState.Serving;

    /// <summary>A command drains the node: no new rooms; those that are left at the deadline are closed. Again: another deadline.</summary>
    public bool Drain(DateTimeOffset deadline) => Change(now => now.State == NodeState.Serving || now.Cancellable
        ? new Stage(NodeState.Draining, deadline, Cancellable: true)
        : null);

    /// <summary>Undoes <see cref="Drain"/>, and nothing else.</summary>
    public bool CancelDrain() => Change(now => now.Cancellable ? new Stage(NodeState.Serving, null, Cancellable: false) : null);

    /// <summary>The process was told to end: a drain that nothing undoes, with the earlier of two deadlines.</summary>
    public bool Leave(DateTimeOffset deadline) => Change(now => now.State == NodeState.Serving || now.Cancellable
        ? new Stage(NodeState.Draining, now.Deadline < deadline ? now.Deadline : deadline, Cancellable: false)
        : null);

    /// <summary>The rooms are moved or closed now, and the process ends.</summary>
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

    /// <summary>A stage of the node's life.</summary>
    /// <param name="State">What the control plane is told.</param>
    /// <param name="Deadline">When a drain ends; null unless draining.</param>
    /// <param name="Cancellable">May the drain be cancelled?</param>
    internal sealed record Stage(NodeState State, DateTimeOffset? Deadline, bool Cancellable);
}

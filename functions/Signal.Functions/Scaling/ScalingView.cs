using Signal.Functions.Nodes;

namespace Signal.Functions.Scaling;

/// <summary>The input of the decision.</summary>
/// <param name="Capacity">The configured number of machines.</param>
/// <param name="Nodes">The existing machines, with their nodes.</param>
/// <param name="State">The stored state of scaling.</param>
/// <param name="Now">The current time.</param>
internal sealed record ScalingView(int Capacity, IReadOnlyList<MachineNode> Nodes, ScalingEntity State, DateTimeOffset Now)
{
    /// <summary>The nodes on which rooms are placed: those in quarantine only when there are no others, as in placement.</summary>
    public IReadOnlyList<MachineNode> Serving =>
        Nodes.Any(node => node.Serves && !node.IsQuarantined)
            ? [.. Nodes.Where(node => node.Serves && !node.IsQuarantined)]
            : [.. Nodes.Where(node => node.Serves)];
}

/// <summary>A machine with its node.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Node">The last report of the node; null: none yet.</param>
/// <param name="Alive">Whether the node is reporting.</param>
internal sealed record MachineNode(Machine Machine, NodeEntity? Node, bool Alive)
{
    /// <summary>Whether the node reports and is neither draining nor being removed.</summary>
    public bool Serves => Alive && !Machine.Deleting && Node is { NodeState: Contracts.Messages.NodeState.Serving, DrainAsked: null };

    /// <summary>Whether the node has a fault.</summary>
    public bool IsQuarantined => Node?.Quarantine is not null;
}

using Signal.Functions.Nodes;

namespace Signal.Functions.Scaling;

/// <summary>The input of the decision.</summary>
/// <param name="Capacity">The configured number of machines.</param>
/// <param name="Nodes">The existing machines, with their nodes.</param>
/// <param name="State">The stored state of scaling.</param>
/// <param name="Now">The current time.</param>
internal sealed record ScalingView(int Capacity, IReadOnlyList<MachineNode> Nodes, ScalingEntity State, DateTimeOffset Now);

/// <summary>A machine with its node.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Node">The last report of the node; null: none yet.</param>
/// <param name="Alive">Whether the node is reporting.</param>
internal sealed record MachineNode(Machine Machine, NodeEntity? Node, bool Alive)
{
    /// <summary>Whether rooms may be placed on it.</summary>
    public bool Serves => Alive && !Machine.Deleting && Node is { NodeState: Contracts.Messages.NodeState.Serving, DrainAsked: null };
}

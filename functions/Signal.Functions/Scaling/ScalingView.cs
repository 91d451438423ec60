using Signal.Functions.Nodes;

namespace Signal.Functions.Scaling;

/// <summary>What a pass knows when it decides.</summary>
/// <param name="Capacity">How many machines there are to be.</param>
/// <param name="Nodes">The machines that there are, with their nodes.</param>
/// <param name="State">What the passes before remember.</param>
/// <param name="Now">The time.</param>
internal sealed record ScalingView(int Capacity, IReadOnlyList<MachineNode> Nodes, ScalingEntity State, DateTimeOffset Now);

/// <summary>A machine with its node.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Node">What the node reported last; null: nothing yet.</param>
/// <param name="Alive">Whether it reports.</param>
internal sealed record MachineNode(Machine Machine, NodeEntity? Node, bool Alive)
{
    /// <summary>Whether rooms may be placed on it.</summary>
    public bool Serves => Alive && !Machine.Deleting && Node is { NodeState: Contracts.Messages.NodeState.Serving, DrainAsked: null };
}

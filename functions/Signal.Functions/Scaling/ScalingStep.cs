namespace Signal.Functions.Scaling;

/// <summary>What a pass does.</summary>
internal abstract record ScalingStep
{
    private ScalingStep()
    {
    }

    /// <summary>Nothing.</summary>
    internal sealed record Nothing : ScalingStep;

    /// <summary>Adds machines.</summary>
    /// <param name="Capacity">How many there are to be.</param>
    internal sealed record AddNodes(int Capacity) : ScalingStep;

    /// <summary>Begins to take a node away, or goes on with it: it drains.</summary>
    internal sealed record Drain(string Node) : ScalingStep;

    /// <summary>The node is wanted after all.</summary>
    internal sealed record Keep(string Node) : ScalingStep;

    /// <summary>Deletes the machine of a node that has drained.</summary>
    internal sealed record Delete(string Node) : ScalingStep;

    /// <summary>The machine is gone.</summary>
    internal sealed record Finish : ScalingStep;
}

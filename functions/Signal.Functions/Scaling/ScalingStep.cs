namespace Signal.Functions.Scaling;

/// <summary>The step of a pass.</summary>
internal abstract record ScalingStep
{
    private ScalingStep()
    {
    }

    /// <summary>No change.</summary>
    internal sealed record Nothing : ScalingStep;

    /// <summary>Adds machines.</summary>
    /// <param name="Capacity">The new number of machines.</param>
    internal sealed record AddNodes(int Capacity) : ScalingStep;

    /// <summary>Starts or continues the removal of a node: drains it.</summary>
    internal sealed record Drain(string Node) : ScalingStep;

    /// <summary>Cancels the removal of a node.</summary>
    internal sealed record Keep(string Node) : ScalingStep;

    /// <summary>Deletes the machine of a node that has drained.</summary>
    internal sealed record Delete(string Node) : ScalingStep;

    /// <summary>Completes a removal: the machine no longer exists.</summary>
    internal sealed record Finish : ScalingStep;
}

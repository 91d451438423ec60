using Signal.Functions.Placement;

namespace Signal.Placement.Bench;

/// <summary>What is simulated.</summary>
/// <param name="Nodes">The number of nodes.</param>
/// <param name="Participants">The number of participants that request a token.</param>
/// <param name="Seed">Determines all random numbers.</param>
internal sealed record SimulationSettings(int Nodes, int Participants, int Seed)
{
    /// <summary>The number of workers of a node: its capacity is this many times <c>Reports:WorkerCapacity</c>.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>The number of instances of the Functions app; each token is requested from a random one.</summary>
    public int Instances { get; init; } = 4;

    /// <summary>The settings of the app.</summary>
    public PlacementOptions Placement { get; init; } = new();
}

namespace Signal.Functions.Placement;

/// <summary>Ranks nodes for a room. Register a class to add a policy; rooms choose it by <see cref="Name"/>.</summary>
public interface IPlacementPolicy
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>How many of the best the client may choose from; 1: it may not choose.</summary>
    int Offers => 1;

    /// <summary>Ranks the nodes that can take the room, best first. The list is never empty, and in order of node ids.</summary>
    IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates);
}

/// <summary>What a policy may look at besides the nodes.</summary>
/// <param name="Region">The region that the token request, or else the room, asks for.</param>
/// <param name="Measured">Round-trip times that the client measured, in milliseconds by node id.</param>
public sealed record PlacementRequest(string? Region, IReadOnlyDictionary<string, double> Measured)
{
    /// <summary>Nothing is asked for.</summary>
    public static PlacementRequest None { get; } = new(null, new Dictionary<string, double>());
}

/// <summary>A node that can take rooms.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Epoch">The start of its process.</param>
/// <param name="Url">The hub's address.</param>
/// <param name="Region">Its region.</param>
/// <param name="Load">The load that it reported, and what was placed there since; 1 is full.</param>
/// <param name="Rooms">The rooms that it reported, and what was placed there since.</param>
public sealed record PlacementCandidate(string NodeId, long Epoch, string Url, string? Region, double Load, int Rooms);

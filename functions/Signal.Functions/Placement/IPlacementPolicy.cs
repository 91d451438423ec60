namespace Signal.Functions.Placement;

/// <summary>Ranks nodes for a room. Register a class to add a policy; rooms choose it by <see cref="Name"/>.</summary>
public interface IPlacementPolicy
{
    /// <summary>The unique name of the policy.</summary>
    string Name { get; }

    /// <summary>The number of nodes that the client may choose from; 1: no choice.</summary>
    int Offers => 1;

    /// <summary>Ranks the nodes that can accept the room, best first. The given list is never empty, and ordered by node id.</summary>
    IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates);
}

/// <summary>The input of a policy besides the nodes.</summary>
/// <param name="Region">The region of the token request, or else that of the room.</param>
/// <param name="Measured">The round-trip times that the client measured, in milliseconds by node id.</param>
public sealed record PlacementRequest(string? Region, IReadOnlyDictionary<string, double> Measured)
{
    /// <summary>A node that the client cannot reach: a room that is not open is placed on another one, if there is one.</summary>
    public string? Avoided { get; init; }

    /// <summary>A request without preferences.</summary>
    public static PlacementRequest None { get; } = new(null, new Dictionary<string, double>());
}

/// <summary>A node that can accept rooms.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Epoch">The start of its process.</param>
/// <param name="Url">The hub's address.</param>
/// <param name="Region">Its region.</param>
/// <param name="Load">The reported load including recent placements; 1 is full.</param>
/// <param name="Rooms">The reported number of rooms including recent placements.</param>
public sealed record PlacementCandidate(string NodeId, long Epoch, string Url, string? Region, double Load, int Rooms)
{
    /// <summary>The version of the protocol of links between nodes; null: the node accepts no links.</summary>
    public int? LinkVersion { get; init; }

    /// <summary>The candidate with rooms that were placed on it recently, which its report does not include.</summary>
    internal PlacementCandidate With(int placed, PlacementOptions options) =>
        placed == 0 ? this : this with { Load = Load + (placed * options.RoomLoad), Rooms = Rooms + placed };

    internal static PlacementCandidate Of(Nodes.NodeEntity node) =>
        new(node.Id, node.Epoch, node.Url, node.Region, node.Load, node.Rooms) { LinkVersion = node.Links?.Version };
}

using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>The node with the fewest rooms; full nodes rank after the others, since a few large rooms fill a node too.</summary>
internal sealed class LeastRoomsPolicy : IPlacementPolicy
{
    public string Name => PlacementPolicyNames.LeastRooms;

    public IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates) =>
        candidates.OrderBy(c => c.Load >= 1).ThenBy(c => c.Rooms).ThenBy(c => c.Load);
}

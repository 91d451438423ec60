using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

internal sealed class LeastLoadPolicy : IPlacementPolicy
{
    public string Name => PlacementPolicyNames.LeastLoad;

    public IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates) =>
        candidates.OrderBy(c => c.Load).ThenBy(c => c.Rooms);
}

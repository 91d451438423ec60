using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

internal sealed class LeastRoomsPolicy : IPlacementPolicy
{
    public string Name => PlacementPolicyNames.LeastRooms;

    public IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates) =>
        candidates.OrderBy(c => c.Rooms).ThenBy(c => c.Load);
}

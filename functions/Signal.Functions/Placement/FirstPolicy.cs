using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>Fills nodes one after the other: the first in order of ids that is not full.</summary>
internal sealed class FirstPolicy : IPlacementPolicy
{
    public string Name => PlacementPolicyNames.First;

    public IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates) =>
        candidates.OrderBy(c => c.Load >= 1);
}

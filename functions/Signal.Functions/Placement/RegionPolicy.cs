using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>Nodes of the requested region first, ordered by load; full nodes rank after those of other regions.</summary>
internal sealed class RegionPolicy : IPlacementPolicy
{
    public string Name => PlacementPolicyNames.Region;

    public IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates) =>
        candidates
            .OrderBy(c => c.Load >= 1)
            .ThenByDescending(c => request.Region is not null && string.Equals(c.Region, request.Region, StringComparison.OrdinalIgnoreCase))
            .ThenBy(c => c.Load);
}

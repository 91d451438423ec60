using Microsoft.Extensions.Options;
using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>
/// The first client chooses the nearest node: by round-trip times that it measured in advance, or else among candidates in different
/// regions, of which the first is the home until the client joins another.
/// </summary>
internal sealed class NearestPolicy(IOptions<PlacementOptions> options) : IPlacementPolicy
{
    public string Name => PlacementPolicyNames.Nearest;

    public int Offers => options.Value.Candidates;

    public IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates)
    {
        var byLoad = candidates.OrderBy(c => c.Load).ToArray();
        var bestOfRegion = byLoad.DistinctBy(c => c.Region ?? c.NodeId, StringComparer.OrdinalIgnoreCase).ToHashSet();
        return byLoad
            .OrderBy(c => c.Load >= 1)
            .ThenBy(c => request.Measured.TryGetValue(c.NodeId, out var milliseconds) ? milliseconds : double.MaxValue)
            .ThenByDescending(c => request.Region is not null && string.Equals(c.Region, request.Region, StringComparison.OrdinalIgnoreCase))
            .ThenByDescending(bestOfRegion.Contains);
    }
}

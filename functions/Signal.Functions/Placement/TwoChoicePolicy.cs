using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>
/// The less loaded of two random nodes: nearly as balanced as the least loaded of all, without a thundering herd on one idle node. Full
/// nodes rank after the others.
/// </summary>
internal sealed class TwoChoicePolicy(Random random) : IPlacementPolicy
{
    public string Name => PlacementPolicyNames.TwoChoice;

    public IEnumerable<PlacementCandidate> Rank(PlacementRequest request, IReadOnlyList<PlacementCandidate> candidates)
    {
        var shuffled = candidates.ToArray();
        random.Shuffle(shuffled);
        var ranked = shuffled.OrderBy(c => c.Load >= 1).ToArray();
        return ranked.Take(2).OrderBy(c => c.Load).Concat(ranked.Skip(2));
    }
}

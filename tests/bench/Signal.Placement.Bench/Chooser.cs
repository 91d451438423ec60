using Signal.Functions.Placement;

namespace Signal.Placement.Bench;

/// <summary>Chooses nodes as the control plane does, with its policies.</summary>
internal sealed class Chooser(IPlacementPolicy policy, PlacementCase @case, PlacementOptions options, Fleet fleet)
{
    private readonly SpreadSettings _spread = new(@case.Spread, options.SpreadSize, options.MaxNodes);

    /// <summary>The number of nodes that were added to rooms, homes included.</summary>
    public int Choices { get; private set; }

    /// <summary>The number of these that were full, as far as was known, while another was not that could have been chosen.</summary>
    public int ChoicesOfFull { get; private set; }

    /// <summary>Adds the node of a participant to its room, unless it is one of the room already.</summary>
    public RoomShare Place(SimulatedRoom room, AppInstance instance, int region)
    {
        instance.Refresh();
        if (room.Shares.Count == 0)
        {
            room.Shares.Add(new RoomShare(ChooseHome(room, instance, region)));
            if (policy.Offers > 1)
            {
                // The first client chooses among the offers.
                return room.Shares[0];
            }
        }

        return ChooseShare(room, instance, RequestOf(region));
    }

    private int ChooseHome(SimulatedRoom room, AppInstance instance, int region)
    {
        PlacementCandidate[] offers = [];
        instance.Choose(
            room.Id,
            known =>
            {
                var ranked = policy.Rank(RequestOf(region), known.All);
                offers = policy.Offers == 1 ? [ranked.First()] : [.. ranked.Take(policy.Offers)];
                Check(offers[0], known.All);
                return offers[0].NodeId;
            });
        return offers.Select(offer => fleet.IndexOf(offer.NodeId)).MinBy(node => Region.Distance(region, fleet.Nodes[node].Region));
    }

    private RoomShare ChooseShare(SimulatedRoom room, AppInstance instance, PlacementRequest request)
    {
        if (!_spread.Spans)
        {
            return room.Shares[0];
        }

        var chosen = "";
        instance.Choose(
            room.Id,
            known =>
            {
                var parts = room.Shares.Select(share => StateOf(share, known[share.Node])).ToArray();
                var decision = PartChoice.Decide(_spread, request.Region, parts, parts.Length, Others());
                chosen = decision.NodeId;
                if (!decision.Adds)
                {
                    return null;
                }

                Check(known[fleet.IndexOf(chosen)], Able().Where(node => _spread.Mode != Functions.Rooms.RoomSpread.Region || node.Region == request.Region));
                return chosen;

                IEnumerable<PlacementCandidate> Able() => known.All.Where(node => parts.All(part => part.NodeId != node.NodeId));

                IEnumerable<PlacementCandidate> Others()
                {
                    foreach (var node in policy.Rank(request, [.. Able()]))
                    {
                        yield return node;
                    }
                }
            });
        var index = fleet.IndexOf(chosen);
        var share = room.Shares.Find(share => share.Node == index);
        if (share is null)
        {
            share = new RoomShare(index);
            room.Shares.Add(share);
        }

        return share;
    }

    private PlacementRequest RequestOf(int region) => new(@case.NamesRegion ? Region.All[region].Name : null, PlacementRequest.None.Measured);

    private void Check(PlacementCandidate chosen, IEnumerable<PlacementCandidate> able)
    {
        Choices++;
        ChoicesOfFull += chosen.Load >= 1 && able.Any(node => node.Load < 1) ? 1 : 0;
    }

    private static PartState StateOf(RoomShare share, PlacementCandidate node) => new(node.NodeId, node.Region, node.Load, share.Seats);
}

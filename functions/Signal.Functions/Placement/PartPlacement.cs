using Microsoft.Extensions.Options;
using Signal.Functions.Rooms;
using Signal.Functions.Services;

namespace Signal.Functions.Placement;

/// <summary>
/// Places the participants of a room that may span several nodes. The nodes are written to the room's row with its ETag before a token names
/// them, so that commands reach all of them, and concurrent tokens do not exceed the maximum number of nodes.
/// </summary>
public sealed class PartPlacement(
    NodeChoice choice, RecentPlacements recent, PlacementPolicies policies, ServiceDirectory services, RoomStore rooms, IOptions<PlacementOptions> options,
    TimeProvider time)
{
    // A token shortly after another one needs no write when its node is already expected for longer.
    private static readonly TimeSpan ExpectedMargin = TimeSpan.FromMinutes(1);

    /// <summary>The settings of a room.</summary>
    public SpreadSettings SettingsOf(RoomEntity room) => SpreadSettings.Of(room.Spec, options.Value);

    /// <summary>Chooses the node for a participant, and adds it to the room.</summary>
    /// <param name="placed">The room with its home.</param>
    /// <param name="request">The placement preferences of the token request.</param>
    /// <param name="counts">The number of participants by node id.</param>
    /// <param name="expiresAt">When the token expires.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The node; null when the room has changed since it was read.</returns>
    public async Task<PlacementCandidate?> ChooseAsync(
        PlacedRoom placed, PlacementRequest request, IReadOnlyDictionary<string, int> counts, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var room = placed.Room;
        var service = await services.FindAsync(room.ServiceId, cancellationToken);
        var decision = new PartDecision(placed.Home.NodeId, PartReasons.OneNode);
        var chosen = placed.Home;
        var placement = await choice.ChooseNodeAsync(
            room.Id,
            all =>
            {
                decision = Decide(room, placed.Home, request, service, counts, all);
                chosen = all.FirstOrDefault(n => n.Node.Id == decision.NodeId)?.Candidate ?? placed.Home;
                return decision.Adds ? decision.NodeId : null;
            },
            cancellationToken);
        if (chosen.NodeId == placed.Home.NodeId)
        {
            return placed.Home;
        }

        var isWritten = await TryExpectAsync(room, chosen, expiresAt, cancellationToken);
        if (placement is not null)
        {
            if (isWritten)
            {
                await recent.ConfirmAsync(placement, chosen.NodeId, cancellationToken);
            }
            else
            {
                recent.Withdraw(placement);
            }
        }

        return isWritten ? chosen : null;
    }

    /// <summary>Explains which node the next participant would get.</summary>
    internal PartDecision Decide(
        RoomEntity room, PlacementCandidate home, PlacementRequest request, ServiceAccount? service, IReadOnlyDictionary<string, int> counts,
        IReadOnlyList<EvaluatedNode> all)
    {
        var parts = PartsOf(room, home, all, counts);
        var reachable = parts.Where((part, index) => index == 0 || part.NodeId != request.Avoided).ToArray();
        var settings = home.LinkVersion is null ? SettingsOf(room) with { Mode = RoomSpread.Off } : SettingsOf(room);
        return PartChoice.Decide(settings, request.Region, reachable, CountOf(room, all), Ranked());

        // Most participants need no further node: the nodes are ranked for the others alone.
        IEnumerable<PlacementCandidate> Ranked()
        {
            var able = all.Where(n => ExclusionReason(n, room, home, service) is null && n.Node.Id != request.Avoided).Select(n => n.Candidate).ToArray();
            foreach (var node in able.Length == 0 ? [] : policies.Get(room.Spec.Policy).Rank(request, able))
            {
                yield return node;
            }
        }
    }

    /// <summary>The nodes of a room that can accept participants; the first is the home.</summary>
    internal IReadOnlyList<PartState> PartsOf(
        RoomEntity room, PlacementCandidate home, IReadOnlyList<EvaluatedNode> all, IReadOnlyDictionary<string, int> counts)
    {
        var now = time.GetUtcNow();
        var parts =
            from part in room.Parts
            where part.IsCurrent(now)
            from n in all
            where n.Node.Id == part.NodeId && n.Node.Epoch == part.Epoch && (n.Reason is null || n.Reason == n.Node.QuarantineReason)
            select n.Candidate;
        return [.. parts.Prepend(home).Select(n => new PartState(n.NodeId, n.Region, n.Load, counts.GetValueOrDefault(n.NodeId)))];
    }

    /// <summary>The reason why a node cannot be added to a room; null: it can.</summary>
    internal string? ExclusionReason(EvaluatedNode n, RoomEntity room, PlacementCandidate home, ServiceAccount? service)
    {
        var now = time.GetUtcNow();
        return n.Node.Id == home.NodeId ? "home"
            : room.Parts.FirstOrDefault(p => p.NodeId == n.Node.Id && p.Epoch == n.Node.Epoch && p.MayBeOpen(now)) is { } part
                ? (part.LeavingUntil is null ? "part" : "moving")
            : n.Node.Id == room.MovingFrom ? "moving"
            : n.Reason is not null ? n.Reason
            : n.Candidate.LinkVersion is null ? "no-links"
            : n.Candidate.LinkVersion != home.LinkVersion ? "other-version"
            : service?.Allows(n.Node.Region) == false ? "region-not-allowed"
            : null;
    }

    // A node that was lost or restarted holds no part any more; one that drains still does.
    private int CountOf(RoomEntity room, IReadOnlyList<EvaluatedNode> all)
    {
        var now = time.GetUtcNow();
        return 1 + room.Parts.Count(part => part.IsCurrent(now) && all.Any(n => n.Node.Id == part.NodeId && n.Node.Epoch == part.Epoch && !n.Node.Cleared));
    }

    private async Task<bool> TryExpectAsync(RoomEntity room, PlacementCandidate node, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var known = room.Parts.FirstOrDefault(part => part.NodeId == node.NodeId && part.Epoch == node.Epoch && part.LeavingUntil is null);
        if (known?.ExpectedUntil >= expiresAt)
        {
            return true;
        }

        room.Parts = room.Parts.Expect(node.NodeId, node.Epoch, expiresAt + ExpectedMargin, time.GetUtcNow());
        return await rooms.TryReplaceAsync(room, cancellationToken);
    }
}

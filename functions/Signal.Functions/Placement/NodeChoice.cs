using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Nodes;

namespace Signal.Functions.Placement;

/// <summary>Determines which nodes can accept a room, and why the others cannot.</summary>
public sealed class NodeChoice(
    NodeDirectory nodes, RecentPlacements recent, IOptions<NodesOptions> nodeOptions, IOptions<PlacementOptions> options, TimeProvider time)
{
    /// <summary>All nodes in order of ids, each with the reason why it cannot accept a room, or null when it can.</summary>
    /// <remarks>
    /// When all nodes that can accept rooms are in quarantine, the fault is probably a common one, such as the clock or the network of the
    /// control plane: the quarantine is ignored, so that no room stays without a node.
    /// </remarks>
    public async Task<IReadOnlyList<EvaluatedNode>> ListAsync(CancellationToken cancellationToken)
    {
        await recent.RefreshAsync(cancellationToken);
        return Evaluate(await nodes.ListAsync(cancellationToken), recent.Count());
    }

    /// <summary>The nodes that can accept a room, in order of ids.</summary>
    public async Task<IReadOnlyList<PlacementCandidate>> ListCandidatesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(n => n.Reason is null).Select(n => n.Candidate)];

    /// <summary>
    /// Chooses the home of a room. The choice counts from then on, so that each of several concurrent choices sees those before it.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="rank">Orders the nodes that can accept a room, the best first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The nodes in that order, and the key of the recent placement; null: no node can accept a room.</returns>
    public async Task<(IReadOnlyList<PlacementCandidate> Ranked, string Placement)?> ChooseAsync(
        string roomId, Func<IReadOnlyList<PlacementCandidate>, IEnumerable<PlacementCandidate>> rank, CancellationToken cancellationToken)
    {
        PlacementCandidate[] ranked = [];
        var placement = await ChooseNodeAsync(
            roomId,
            all =>
            {
                ranked = [.. rank([.. all.Where(n => n.Reason is null).Select(n => n.Candidate)])];
                return ranked.FirstOrDefault()?.NodeId;
            },
            cancellationToken);
        return placement is null ? null : (ranked, placement);
    }

    /// <summary>Chooses a node among all, like <see cref="ChooseAsync"/>.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="choose">Chooses a node; null: none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The key of the recent placement; null: no node was chosen.</returns>
    public async Task<string?> ChooseNodeAsync(string roomId, Func<IReadOnlyList<EvaluatedNode>, string?> choose, CancellationToken cancellationToken)
    {
        await recent.RefreshAsync(cancellationToken);
        var all = await nodes.ListAsync(cancellationToken);
        return recent.Announce(roomId, counts => choose(Evaluate(all, counts)));
    }

    /// <summary>Whether the node's last report is recent enough.</summary>
    public bool IsAlive(NodeEntity node) => time.GetUtcNow() - node.ReportedAt <= nodeOptions.Value.ReportMaxAge;

    /// <summary>
    /// Whether no node has a recent report. Then the reports do not arrive, or this app was delayed, and the last known state still
    /// applies.
    /// </summary>
    public bool AreSilent(IReadOnlyList<NodeEntity> all) => !all.Any(n => !n.Cleared && IsAlive(n));

    private List<EvaluatedNode> Evaluate(IReadOnlyList<NodeEntity> all, IReadOnlyDictionary<string, int> placed)
    {
        var areSilent = AreSilent(all);
        var ignoresQuarantine = all.Where(node => RejectionReason(node, areSilent) is null).All(node => node.Quarantine is not null);
        return
        [
            .. from node in all
               orderby node.Id
               select new EvaluatedNode(
                   node,
                   PlacementCandidate.Of(node).With(placed.GetValueOrDefault(node.Id), options.Value),
                   RejectionReason(node, areSilent) ?? (ignoresQuarantine ? null : node.QuarantineReason)),
        ];
    }

    private string? RejectionReason(NodeEntity node, bool areSilent) =>
        node.Cleared ? "lost"
        : !areSilent && !IsAlive(node) ? "stale-report"
        : node.NodeState == NodeState.Stopping ? "stopping"
        : node.NodeState == NodeState.Draining || node.DrainAsked is not null ? "draining"
        : node.Ready == false ? "not-ready"
        : null;
}

/// <summary>A node, and whether it can accept a room.</summary>
/// <param name="Node">The node.</param>
/// <param name="Candidate">The node as a candidate.</param>
/// <param name="Reason">Why it cannot accept a room; null: it can.</param>
public sealed record EvaluatedNode(NodeEntity Node, PlacementCandidate Candidate, string? Reason);

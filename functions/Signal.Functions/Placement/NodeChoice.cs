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
    public async Task<IReadOnlyList<(NodeEntity Node, PlacementCandidate Candidate, string? Reason)>> ListAsync(CancellationToken cancellationToken)
    {
        var placed = await recent.CountAsync(cancellationToken);
        var all = await nodes.ListAsync(cancellationToken);
        var areSilent = AreSilent(all);
        var ignoresQuarantine = all.Where(node => RejectionReason(node, areSilent) is null).All(node => node.Quarantine is not null);
        return
        [
            .. from node in all
               orderby node.Id
               let count = placed.GetValueOrDefault(node.Id)
               select (
                   node,
                   new PlacementCandidate(node.Id, node.Epoch, node.Url, node.Region, node.Load + (count * options.Value.RoomLoad), node.Rooms + count),
                   RejectionReason(node, areSilent) ?? (ignoresQuarantine ? null : node.QuarantineReason)),
        ];
    }

    /// <summary>Whether the node's last report is recent enough.</summary>
    public bool IsAlive(NodeEntity node) => time.GetUtcNow() - node.ReportedAt <= nodeOptions.Value.ReportMaxAge;

    /// <summary>
    /// Whether no node has a recent report. Then the reports do not arrive, or this app was delayed, and the last known state still
    /// applies.
    /// </summary>
    public bool AreSilent(IReadOnlyList<NodeEntity> all) => !all.Any(n => !n.Cleared && IsAlive(n));

    private string? RejectionReason(NodeEntity node, bool areSilent) =>
        node.Cleared ? "lost"
        : !areSilent && !IsAlive(node) ? "stale-report"
        : node.NodeState == NodeState.Stopping ? "stopping"
        : node.NodeState == NodeState.Draining || node.DrainAsked is not null ? "draining"
        : node.Ready == false ? "not-ready"
        : null;
}

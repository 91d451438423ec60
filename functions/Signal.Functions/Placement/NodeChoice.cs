using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Nodes;

namespace Signal.Functions.Placement;

/// <summary>Tells which nodes can take a room, and why the others cannot.</summary>
public sealed class NodeChoice(
    NodeDirectory nodes, RecentPlacements recent, IOptions<NodesOptions> nodeOptions, IOptions<PlacementOptions> options, TimeProvider time)
{
    /// <summary>All nodes, each with the reason why it cannot take a room, or null when it can; in order of ids.</summary>
    public async Task<IReadOnlyList<(NodeEntity Node, PlacementCandidate Candidate, string? Reason)>> ListAsync(CancellationToken cancellationToken)
    {
        var placed = await recent.CountAsync(cancellationToken);
        var all = await nodes.ListAsync(cancellationToken);
        var areSilent = AreSilent(all);
        return
        [
            .. from node in all
               orderby node.Id
               let count = placed.GetValueOrDefault(node.Id)
               select (
                   node,
                   new PlacementCandidate(node.Id, node.Epoch, node.Url, node.Region, node.Load + (count * options.Value.RoomLoad), node.Rooms + count),
                   RejectionReason(node, areSilent)),
        ];
    }

    /// <summary>Is the node's last report young enough?</summary>
    public bool IsAlive(NodeEntity node) => time.GetUtcNow() - node.ReportedAt <= nodeOptions.Value.ReportMaxAge;

    /// <summary>
    /// Is no node's last report young enough? Then it is the reports that do not arrive, or this app that was held up, and what was known last holds.
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

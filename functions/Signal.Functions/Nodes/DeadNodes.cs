using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Functions.Changes;

namespace Signal.Functions.Nodes;

/// <summary>
/// Declares nodes dead and ends their rooms. A node is dead when it stops reporting while another node still reports. When no node reports,
/// the reports do not arrive, and the calls continue.
/// </summary>
public sealed partial class DeadNodes(
    NodeStore nodes, NodeDirectory directory, RoomNodeStore roomNodes, LostRooms lostRooms, IEnumerable<IEventSink> sinks,
    IOptions<NodesOptions> options, TimeProvider time, ILogger<DeadNodes> logger)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Checks all nodes.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var all = await nodes.ListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var canTell = all.Any(n => now - n.ReportedAt <= options.Value.ReportMaxAge && now - n.ReportingSince >= options.Value.Lease);
        foreach (var node in all)
        {
            var age = now - node.ReportedAt;
            if (node.Cleared)
            {
                await FinishAsync(node, age > options.Value.Forget, cancellationToken);
            }
            else if (age > options.Value.Lease && canTell)
            {
                await TryClearAsync(node, cancellationToken);
            }
        }
    }

    /// <summary>Declares a node dead, so that its rooms may be placed elsewhere. False when it has reported since it was read.</summary>
    public async Task<bool> TryClearAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        var lost = new NodeChange(node.Id, node.Epoch, node.Sequence, NodeChangeKind.Lost, time.GetUtcNow());
        (node.Cleared, node.ClearedAt) = (true, time.GetUtcNow());
        if (!await nodes.TryReplaceAsync(node, cancellationToken))
        {
            return false;
        }

        LogLost(node.Id, node.ReportedAt);
        directory.Forget();
        foreach (var sink in _sinks)
        {
            await sink.AcceptAsync(lost, cancellationToken);
        }

        await lostRooms.SendAsync(node, cancellationToken);
        return true;
    }

    private async Task FinishAsync(NodeEntity node, bool mayForget, CancellationToken cancellationToken)
    {
        await lostRooms.SendAsync(node, cancellationToken);
        if (mayForget && !await roomNodes.OfNodeAsync(node.Id, cancellationToken).AnyAsync(cancellationToken))
        {
            // A concurrent report changes the ETag, and the node is kept.
            await nodes.TryDeleteAsync(node, cancellationToken);
        }
    }

    [LoggerMessage(EventIds.NodeLost, LogLevel.Warning, "Node {NodeId} is lost; last report at {ReportedAt}")]
    private partial void LogLost(string nodeId, DateTimeOffset reportedAt);
}

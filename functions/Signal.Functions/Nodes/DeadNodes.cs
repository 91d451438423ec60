using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Events;

namespace Signal.Functions.Nodes;

/// <summary>
/// Clears away what dead nodes leave behind. A node is dead when its reports stay away while those of another one come: when all are silent, it is
/// the reports that do not get here, and the calls go on.
/// </summary>
public sealed partial class DeadNodes(
    NodeStore nodes, RoomNodeStore roomNodes, RoomClearing clearing, IEnumerable<IEventSink> sinks, IOptions<NodesOptions> options,
    TimeProvider time, ILogger<DeadNodes> logger)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Looks at all nodes.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var all = await nodes.ListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var canTell = all.Any(n => now - n.ReportedAt <= options.Value.ReportMaxAge && now - n.ReportingSince >= options.Value.Lease);
        foreach (var node in all)
        {
            var age = now - node.ReportedAt;
            if (age > options.Value.Forget && node.Cleared)
            {
                // A report that comes at this very moment changes the ETag, and the node stays.
                await nodes.TryDeleteAsync(node, cancellationToken);
            }
            else if (age > options.Value.Lease && !node.Cleared && canTell)
            {
                await ClearAsync(node, cancellationToken);
            }
        }
    }

    /// <summary>Clears away what a dead node leaves behind.</summary>
    public async Task ClearAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        LogLost(node.Id, node.ReportedAt);
        foreach (var sink in _sinks)
        {
            await sink.AcceptAsync(new NodeChange(node.Id, node.Epoch, node.Sequence, NodeChangeKind.Lost, time.GetUtcNow()), cancellationToken);
        }

        await foreach (var room in roomNodes.OfNodeAsync(node.Id, cancellationToken))
        {
            await clearing.ClearAsync(room, node.Epoch, RoomEndReason.Failed, cancellationToken);
        }

        node.Cleared = true;
        await nodes.TryReplaceAsync(node, cancellationToken);
    }

    [LoggerMessage(1401, LogLevel.Warning, "Node {NodeId} is lost: its last report is of {ReportedAt}")]
    private partial void LogLost(string nodeId, DateTimeOffset reportedAt);
}

using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Nodes;

namespace Signal.Functions.Events;

/// <summary>Folds the reports of nodes into the tables. The newest by (epoch, sequence) wins, regardless of the order of arrival.</summary>
public sealed class NodeReportFold(
    NodeStore nodes, NodeReconciliation reconciliation, SupersededNodes supersededNodes, IEnumerable<IEventSink> sinks,
    IOptions<NodesOptions> options, TimeProvider time)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Folds one report.</summary>
    public async Task FoldAsync(NodeReport report, CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(report.NodeId))
        {
            throw new InvalidDataException("The report has an invalid node id.");
        }

        while (true)
        {
            var now = time.GetUtcNow();
            var found = await nodes.FindAsync(report.NodeId, cancellationToken);
            if (found is not null && !found.IsNewer(report))
            {
                await supersededNodes.CheckAsync(found, report, cancellationToken);
                if (found.Epoch == report.Epoch && found.ReconciledSequence == report.Sequence && report.Parts > 1)
                {
                    await reconciliation.CompareAsync(report, cancellationToken);
                }

                return;
            }

            await NotifySinksAsync(found, report, cancellationToken);
            var node = found ?? new NodeEntity { PartitionKey = NodeEntity.Partition, RowKey = report.NodeId };
            var mustReconcile = node.Epoch != report.Epoch || !(node.ReconciledAt + options.Value.ReconcileEvery > now);
            node.Fold(report, now, options.Value.ReportMaxAge);
            (node.ReconciledAt, node.ReconciledSequence) = mustReconcile ? (now, report.Sequence) : (node.ReconciledAt, node.ReconciledSequence);
            if (found is null ? await nodes.TryInsertAsync(node, cancellationToken) : await nodes.TryReplaceAsync(node, cancellationToken))
            {
                if (mustReconcile)
                {
                    await reconciliation.CompareAsync(report, cancellationToken);
                }

                return;
            }
        }
    }

    private async Task NotifySinksAsync(NodeEntity? known, NodeReport report, CancellationToken cancellationToken)
    {
        NodeChangeKind? kind =
            known is null || known.Epoch != report.Epoch ? NodeChangeKind.Started
            : known.NodeState == report.State ? null
            : report.State switch
            {
                NodeState.Draining => NodeChangeKind.Draining,
                NodeState.Stopping => NodeChangeKind.Stopping,
                _ => NodeChangeKind.Serving,
            };
        if (kind is not { } happened)
        {
            return;
        }

        // Numbered by the former state: reports that are folded concurrently result in one change, not several.
        var sequence = happened == NodeChangeKind.Started ? 0 : known!.StateSequence;
        foreach (var sink in _sinks)
        {
            await sink.AcceptAsync(new NodeChange(report.NodeId, report.Epoch, sequence, happened, report.SentAt), cancellationToken);
        }
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Nodes;

namespace Signal.Functions.Events;

/// <summary>Folds the reports of nodes into the tables. The newest by (epoch, sequence) wins, regardless of the order of arrival.</summary>
public sealed partial class NodeReportFold(
    NodeStore nodes, NodeReconciliation reconciliation, SupersededNodes supersededNodes, IEnumerable<IEventSink> sinks,
    IOptions<NodesOptions> options, IOptions<QuarantineOptions> quarantine, TimeProvider time, ILogger<NodeReportFold> logger)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Folds one report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="enqueuedAt">When the report reached the bus, by the clock of the bus.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidDataException">The report has an invalid node id.</exception>
    public async Task FoldAsync(NodeReport report, DateTimeOffset enqueuedAt, CancellationToken cancellationToken)
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

            var isReturn = found?.IsReturn(report, enqueuedAt) == true;
            await NotifySinksAsync(found, report, isReturn, cancellationToken);
            var node = found ?? new NodeEntity { PartitionKey = NodeEntity.Partition, RowKey = report.NodeId };
            var mustReconcile = node.Epoch != report.Epoch || !(node.ReconciledAt + options.Value.ReconcileEvery > now);
            var former = node.Quarantine;
            node.Fold(report, enqueuedAt, now, options.Value.ReportMaxAge);
            node.Quarantine = QuarantineRule.Decide(former, node.Signs, quarantine.Value, now);
            (node.ReconciledAt, node.ReconciledSequence) = mustReconcile ? (now, report.Sequence) : (node.ReconciledAt, node.ReconciledSequence);
            if (found is null ? await nodes.TryInsertAsync(node, cancellationToken) : await nodes.TryReplaceAsync(node, cancellationToken))
            {
                LogChange(node.Id, former?.Reason, node.QuarantineReason);
                if (isReturn)
                {
                    LogReturned(node.Id, report.Epoch);
                }

                if (mustReconcile)
                {
                    await reconciliation.CompareAsync(report, cancellationToken);
                }

                return;
            }
        }
    }

    private void LogChange(string nodeId, string? former, string? reason)
    {
        if (reason is not null && reason != former)
        {
            LogQuarantined(nodeId, reason);
        }
        else if (reason is null && former is not null)
        {
            LogQuarantineEnded(nodeId, former);
        }
    }

    private async Task NotifySinksAsync(NodeEntity? known, NodeReport report, bool isReturn, CancellationToken cancellationToken)
    {
        if (known?.PendingLoss is { } lost)
        {
            await NotifySinksAsync(lost, cancellationToken);
        }

        NodeChangeKind? kind =
            known is null || known.Epoch != report.Epoch ? NodeChangeKind.Started
            : known.NodeState == report.State && !isReturn ? null
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
        var sequence = happened == NodeChangeKind.Started ? 0 : isReturn ? known!.Sequence : known!.StateSequence;
        await NotifySinksAsync(new NodeChange(report.NodeId, report.Epoch, sequence, happened, report.SentAt), cancellationToken);
    }

    private async Task NotifySinksAsync(NodeChange change, CancellationToken cancellationToken)
    {
        foreach (var sink in _sinks)
        {
            await sink.AcceptAsync(change, cancellationToken);
        }
    }

    [LoggerMessage(EventIds.NodeReturned, LogLevel.Warning,
        "Node {NodeId} was declared lost and reports again, epoch {Epoch}; its rooms that were placed elsewhere are moved")]
    private partial void LogReturned(string nodeId, long epoch);

    [LoggerMessage(EventIds.NodeQuarantined, LogLevel.Warning, "Node {NodeId} is in quarantine: {Reason}")]
    private partial void LogQuarantined(string nodeId, string reason);

    [LoggerMessage(EventIds.QuarantineEnded, LogLevel.Information, "Node {NodeId} left quarantine: {Reason} is over")]
    private partial void LogQuarantineEnded(string nodeId, string reason);
}

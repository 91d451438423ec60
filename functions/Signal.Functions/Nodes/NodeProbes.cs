using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Nodes;

/// <summary>
/// Detects dead nodes before their lease expires, when a client could not reach one or it stops reporting. An HTTP probe decides, and only
/// if the control plane has reached this process before: neither a client nor a network that blocks the control plane can remove a live
/// node.
/// </summary>
public sealed partial class NodeProbes(
    NodeStore nodes, NodeHealth health, DeadNodes deadNodes, IOptions<NodesOptions> options, TimeProvider time, ILogger<NodeProbes> logger)
{
    private const int Tries = 3;
    private const int Probes = 16;

    // After a node did not respond to ReachAsync.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string NodeId, long Epoch), DateTimeOffset> _paused = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<bool?>>> _running = new(StringComparer.Ordinal);

    /// <summary>Probes a node; concurrent callers share one probe.</summary>
    /// <returns>True: the node is dead, and its rooms may be placed elsewhere. False: it responds. Null: the probe is not conclusive.</returns>
    public async Task<bool?> IsDeadAsync(string nodeId, CancellationToken cancellationToken)
    {
        var probe = _running.GetOrAdd(nodeId, id => new Lazy<Task<bool?>>(() => ProbeAsync(id)));
        try
        {
            return await probe.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            _running.TryRemove(new(nodeId, probe));
        }
    }

    /// <summary>Probes each node until it has responded once, so that later probes are conclusive.</summary>
    public async Task ReachAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var ended in _paused.Where(pause => pause.Value <= now))
        {
            _paused.TryRemove(ended);
        }

        var unknown = (await nodes.ListAsync(cancellationToken)).Where(node =>
            node.ReachedEpoch != node.Epoch && now - node.ReportedAt <= options.Value.ReportMaxAge && !_paused.ContainsKey((node.Id, node.Epoch)));
        await Parallel.ForEachAsync(
            unknown, new ParallelOptions { MaxDegreeOfParallelism = Probes, CancellationToken = cancellationToken }, ReachAsync);
    }

    private async ValueTask ReachAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        if (await health.AnswersAsync(node, cancellationToken))
        {
            await nodes.ChangeAsync(node.Id, n => n.ReachedEpoch = node.Epoch, cancellationToken);
        }
        else
        {
            _paused[(node.Id, node.Epoch)] = time.GetUtcNow() + Pause;
        }
    }

    // Shared by all waiting callers, so that none of them can cancel it.
    private async Task<bool?> ProbeAsync(string nodeId)
    {
        var isProbed = false;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await nodes.FindAsync(nodeId, CancellationToken.None) is not { } node || node.Cleared)
            {
                return true;
            }

            if (node.ReachedEpoch != node.Epoch)
            {
                return null;
            }

            if (!isProbed && await health.AnswersAsync(node, CancellationToken.None))
            {
                return false;
            }

            isProbed = true;
            if (await deadNodes.TryClearAsync(node, CancellationToken.None))
            {
                LogDead(nodeId);
                return true;
            }
        }

        return null;
    }

    [LoggerMessage(EventIds.NodeProbeFailed, LogLevel.Warning, "Node {NodeId} does not respond to its health check")]
    private partial void LogDead(string nodeId);
}

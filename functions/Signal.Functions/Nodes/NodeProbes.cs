using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Nodes;

/// <summary>
/// Finds dead nodes before their lease ends, when a client could not reach one or its reports stay away. A probe over HTTP decides, and only where
/// the control plane has reached this process before: neither a client nor a network that is closed to the control plane can clear a living node.
/// </summary>
public sealed partial class NodeProbes(
    NodeStore nodes, NodeHealth health, DeadNodes deadNodes, IOptions<NodesOptions> options, TimeProvider time, ILogger<NodeProbes> logger)
{
    private const int Tries = 3;
    private readonly ConcurrentDictionary<string, Lazy<Task<bool?>>> _running = new(StringComparer.Ordinal);

    /// <summary>Probes a node; many who ask at once share one probe.</summary>
    /// <returns>True: it is dead, and its rooms may go elsewhere. False: it answers. Null: a probe cannot tell.</returns>
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

    /// <summary>Reaches each node once, so that later probes can tell.</summary>
    public async Task ReachAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var node in await nodes.ListAsync(cancellationToken))
        {
            var isUnknown = node.ReachedEpoch != node.Epoch && now - node.ReportedAt <= options.Value.ReportMaxAge;
            if (isUnknown && await health.AnswersAsync(node, cancellationToken))
            {
                await nodes.ChangeAsync(node.Id, n => n.ReachedEpoch = node.Epoch, cancellationToken);
            }
        }
    }

    // Runs for all who wait, so that none of them can cancel it.
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

    [LoggerMessage(EventIds.NodeProbeFailed, LogLevel.Warning, "Node {NodeId} does not answer its health check")]
    private partial void LogDead(string nodeId);
}

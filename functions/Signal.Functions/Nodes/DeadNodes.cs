using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Functions.Changes;

namespace Signal.Functions.Nodes;

/// <summary>
/// Declares nodes dead and ends their rooms. A node is dead when it stops reporting while another node still reports, and does not respond to
/// its health check. When no node reports, the reports do not arrive, and the calls continue.
/// </summary>
public sealed partial class DeadNodes(
    NodeStore nodes, NodeDirectory directory, NodeHealth health, RoomNodeStore roomNodes, LostRooms lostRooms, IEnumerable<IEventSink> sinks,
    IOptions<NodesOptions> options, TimeProvider time, ILogger<DeadNodes> logger)
{
    private const int Probes = 16;
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Checks all nodes.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var all = await nodes.ListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var canTell = all.Any(n => now - n.ReportedAt <= options.Value.ReportMaxAge && now - n.ReportingSince >= options.Value.Lease);
        foreach (var node in all.Where(n => n.Cleared))
        {
            await FinishAsync(node, now - node.ReportedAt > options.Value.Forget, cancellationToken);
        }

        foreach (var silent in all.Where(n => !n.Cleared && now - n.ReportedAt > options.Value.Lease && canTell).Chunk(Probes))
        {
            var answers = await Task.WhenAll(silent.Select(node => health.AnswersAsync(node, cancellationToken)));
            foreach (var (node, isAlive) in silent.Zip(answers))
            {
                await (isAlive ? KeepAsync(node, cancellationToken) : TryClearAsync(node, cancellationToken));
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

    // A node whose connection to the bus alone is lost serves its calls; its events wait there.
    private async Task KeepAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        if (node.ReportingSince is null)
        {
            return;
        }

        node.ReportingSince = null;
        if (await nodes.TryReplaceAsync(node, cancellationToken))
        {
            LogSilent(node.Id, node.ReportedAt);
        }
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

    [LoggerMessage(EventIds.NodeSilent, LogLevel.Warning,
        "Node {NodeId} has not reported since {ReportedAt}, but responds to its health check; its rooms stay there, check its connection to the bus")]
    private partial void LogSilent(string nodeId, DateTimeOffset reportedAt);
}

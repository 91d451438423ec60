using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;
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
            await FinishAsync(node, cancellationToken);
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
        (node.Cleared, node.ClearedAt, node.LostSequence) = (true, time.GetUtcNow(), node.Sequence);
        if (!await nodes.TryReplaceAsync(node, cancellationToken))
        {
            return false;
        }

        LogLost(node.Id, node.ReportedAt);
        directory.Forget();
        await EndAsync(node, cancellationToken);
        return true;
    }

    /// <summary>
    /// Continues the end of a dead node. When its rooms have ended, its row is deleted after <see cref="NodesOptions.Forget"/>, or immediately if
    /// an operator has removed it. False when it could not be deleted, since it has changed since it was read.
    /// </summary>
    /// <exception cref="BusUnavailableException">The bus did not accept the ends of the rooms; the call can be repeated.</exception>
    public async Task<bool> FinishAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        await EndAsync(node, cancellationToken);
        var mayForget = node.Removing || time.GetUtcNow() - node.ReportedAt > options.Value.Forget;
        return !mayForget
            || await roomNodes.OfNodeAsync(node.Id, cancellationToken).AnyAsync(cancellationToken)

            // A concurrent report changes the ETag, and the node is kept.
            || await nodes.TryDeleteAsync(node, cancellationToken);
    }

    private async Task EndAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        if (node.PendingLoss is { } lost)
        {
            foreach (var sink in _sinks)
            {
                await sink.AcceptAsync(lost, cancellationToken);
            }

            // On a conflict the next sweep repeats the change, which the sinks recognize.
            node.LostSequence = null;
            await nodes.TryReplaceAsync(node, cancellationToken);
        }

        await lostRooms.SendAsync(node, cancellationToken);
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

    [LoggerMessage(EventIds.NodeLost, LogLevel.Warning, "Node {NodeId} is lost; last report at {ReportedAt}")]
    private partial void LogLost(string nodeId, DateTimeOffset reportedAt);

    [LoggerMessage(EventIds.NodeSilent, LogLevel.Warning,
        "Node {NodeId} has not reported since {ReportedAt}, but responds to its health check; its rooms stay there, check its connection to the bus")]
    private partial void LogSilent(string nodeId, DateTimeOffset reportedAt);
}

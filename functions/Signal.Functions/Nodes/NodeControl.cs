using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;
using Signal.Functions.Commands;
using Signal.Functions.Http;

namespace Signal.Functions.Nodes;

/// <summary>Drains and removes nodes.</summary>
public sealed class NodeControl(
    NodeStore nodes, NodeDirectory directory, DeadNodes deadNodes, CommandFactory commands, CommandSender sender,
    IOptions<NodesOptions> options, TimeProvider time)
{
    /// <summary>Drains a node: it gets no new rooms.</summary>
    /// <returns>The command's id.</returns>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string> DrainAsync(string nodeId, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var node = await nodes.ChangeAsync(
            nodeId,
            n =>
            {
                n.DrainAsked = deadline;
                n.DrainAskedAt = time.GetUtcNow();
                n.NotServingSince ??= time.GetUtcNow();
            },
            cancellationToken) ?? throw Problems.NotFound().AsException();
        directory.Forget();
        var command = commands.Drain(deadline);
        await sender.SendAsync(node.Id, [command], cancellationToken);
        return command.Id;
    }

    /// <summary>Cancels a drain.</summary>
    /// <returns>The command's id.</returns>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string> CancelDrainAsync(string nodeId, CancellationToken cancellationToken)
    {
        var node = await nodes.ChangeAsync(nodeId, n => n.DrainAsked = null, cancellationToken) ?? throw Problems.NotFound().AsException();
        directory.Forget();
        var command = commands.CancelDrain();
        await sender.SendAsync(node.Id, [command], cancellationToken);
        return command.Id;
    }

    /// <summary>
    /// Declares a node that no longer reports dead, and deletes it; while its rooms are still ending, <see cref="DeadNodes"/> deletes it later.
    /// The operator decides that the node is gone.
    /// </summary>
    /// <exception cref="ProblemException">404. 409: the node still reports.</exception>
    /// <exception cref="BusUnavailableException">The bus did not accept the ends of the rooms, which are sent later.</exception>
    public async Task RemoveAsync(string nodeId, CancellationToken cancellationToken)
    {
        var node = await nodes.FindAsync(nodeId, cancellationToken) ?? throw Problems.NotFound().AsException();
        node.Removing = true;
        if (time.GetUtcNow() - node.ReportedAt <= options.Value.Lease
            || !(node.Cleared ? await nodes.TryReplaceAsync(node, cancellationToken) : await deadNodes.TryClearAsync(node, cancellationToken))
            || !await deadNodes.FinishAsync(node, cancellationToken))
        {
            throw StillReports();
        }

        directory.Forget();
    }

    private static ProblemException StillReports() =>
        Problems.Conflict("The node is still reporting, or was until a moment ago. Stop it first.").AsException();
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Functions.Nodes;
using Signal.Functions.Storage;

namespace Signal.Functions.Scaling;

/// <summary>
/// Manages the size of the scale set: reads the state, decides one step (<see cref="ScalingRule"/>) and executes it. Irreversible steps are
/// stored first; every step is idempotent, so that the next pass continues an interrupted one.
/// </summary>
public sealed partial class ScalingPass(
    TableDatabase database, NodeStore nodes, NodeControl control, ScaleSetClient scaleSet, IOptions<ScalingOptions> options,
    IOptions<NodesOptions> nodesOptions, TimeProvider time, ILogger<ScalingPass> logger)
{
    private readonly Table<ScalingEntity> _states = database.Open<ScalingEntity>(TableNames.Scaling);

    /// <summary>Runs one pass.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Value.ScaleSet))
        {
            return;
        }

        try
        {
            var state = await _states.GetAsync(ScalingEntity.Key, ScalingEntity.Key, cancellationToken)
                ?? new ScalingEntity { PartitionKey = ScalingEntity.Key, RowKey = ScalingEntity.Key };
            var set = await scaleSet.ReadAsync(cancellationToken);
            var view = new ScalingView(set.Capacity, await JoinAsync(set, cancellationToken), state, time.GetUtcNow());
            await TakeAsync(ScalingRule.Decide(view, options.Value), set, view, cancellationToken);
        }
        catch (ScaleSetException error)
        {
            LogFailed(error.Message);
        }
    }

    private async Task<IReadOnlyList<MachineNode>> JoinAsync(ScaleSet set, CancellationToken cancellationToken)
    {
        var known = (await nodes.ListAsync(cancellationToken)).ToDictionary(node => node.Id, StringComparer.Ordinal);
        var since = time.GetUtcNow() - nodesOptions.Value.ReportMaxAge;
        return [.. set.Machines.Select(machine => known.GetValueOrDefault(machine.Name) is { } node
            ? new MachineNode(machine, node, !node.Cleared && node.ReportedAt >= since)
            : new MachineNode(machine, null, Alive: false))];
    }

    private async Task TakeAsync(ScalingStep step, ScaleSet set, ScalingView view, CancellationToken cancellationToken)
    {
        var state = view.State;
        switch (step)
        {
            case ScalingStep.AddNodes add:
                LogAdding(set.Capacity, add.Capacity);
                await scaleSet.SetCapacityAsync(set, add.Capacity, cancellationToken);
                state.ChangedAt = view.Now;
                await TryWriteAsync(state, cancellationToken);
                break;
            case ScalingStep.Drain drain:
                await DrainAsync(drain.Node, view, cancellationToken);
                break;
            case ScalingStep.Keep keep:
                LogKeeping(keep.Node);
                await control.CancelDrainAsync(keep.Node, cancellationToken);
                await ForgetAsync(state, cancellationToken);
                break;
            case ScalingStep.Delete delete:
                LogDeleting(delete.Node);
                state.Deleted = true;
                if (await TryWriteAsync(state, cancellationToken))
                {
                    await scaleSet.DeleteAsync(delete.Node, cancellationToken);
                }

                break;
            case ScalingStep.Finish:
                state.ChangedAt = view.Now;
                await ForgetAsync(state, cancellationToken);
                break;
        }
    }

    private async Task DrainAsync(string nodeId, ScalingView view, CancellationToken cancellationToken)
    {
        var state = view.State;
        if (state.Leaving is null)
        {
            LogTakingAway(nodeId);
            (state.Leaving, state.LeavingSince, state.Deleted) = (nodeId, view.Now, false);
            if (!await TryWriteAsync(state, cancellationToken))
            {
                return;
            }
        }

        if (view.Nodes.Any(node => node.Machine.Name == nodeId && node.Serves))
        {
            await control.DrainAsync(nodeId, state.LeavingSince!.Value + options.Value.DrainTime, cancellationToken);
        }
    }

    private async Task ForgetAsync(ScalingEntity state, CancellationToken cancellationToken)
    {
        (state.Leaving, state.LeavingSince, state.Deleted) = (null, null, false);
        await TryWriteAsync(state, cancellationToken);
    }

    // False: another pass was first.
    private Task<bool> TryWriteAsync(ScalingEntity state, CancellationToken cancellationToken) =>
        state.ETag == default ? _states.TryInsertAsync(state, cancellationToken) : _states.TryReplaceAsync(state, cancellationToken);

    [LoggerMessage(EventIds.ScalingOut, LogLevel.Information, "Scale set scales out from {Capacity} to {Target} nodes")]
    private partial void LogAdding(int capacity, int target);

    [LoggerMessage(EventIds.NodeRemovalStarted, LogLevel.Information, "Node {Node} is being removed; draining it")]
    private partial void LogTakingAway(string node);

    [LoggerMessage(EventIds.NodeRemovalCancelled, LogLevel.Information, "Removal of node {Node} cancelled; its capacity is needed")]
    private partial void LogKeeping(string node);

    [LoggerMessage(EventIds.MachineDeleted, LogLevel.Information, "Deleting the machine of node {Node}")]
    private partial void LogDeleting(string node);

    [LoggerMessage(EventIds.ScalingFailed, LogLevel.Warning, "Scaling failed: {Reason}")]
    private partial void LogFailed(string reason);
}

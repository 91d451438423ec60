using Signal.Contracts.Messages;

namespace Signal.Functions.Scaling;

/// <summary>
/// Decides one step: enough nodes for the load by which rooms are placed, and no more. Several nodes are added at a time; one is removed at
/// a time: one in quarantine, or else the least loaded. A pending removal is handled first, so that the next pass completes or cancels an interrupted one.
/// </summary>
internal static class ScalingRule
{
    private static readonly ScalingStep.Nothing Nothing = new();

    /// <summary>Returns the next step.</summary>
    public static ScalingStep Decide(ScalingView view, ScalingOptions options) =>
        view.State.Leaving is { } leaving ? Continue(view, leaving, options) : Begin(view, options);

    private static ScalingStep Continue(ScalingView view, string leaving, ScalingOptions options)
    {
        var node = view.Nodes.FirstOrDefault(n => n.Machine.Name == leaving);
        if (node is null)
        {
            return new ScalingStep.Finish();
        }

        if (node.Machine.Deleting)
        {
            return Nothing;
        }

        if (view.State.Deleted || IsDead(view, node, options))
        {
            return new ScalingStep.Delete(leaving);
        }

        var since = view.Now - view.State.LeavingSince;
        var isEmpty = node.Node is { NodeState: not NodeState.Serving, Rooms: 0, Peers: 0 } && since >= options.LeastDrainTime;
        return IsCrowded(view, options) ? new ScalingStep.Keep(leaving)
            : isEmpty || since >= options.DrainTime + options.LeastDrainTime ? new ScalingStep.Delete(leaving)
            : new ScalingStep.Drain(leaving);
    }

    private static ScalingStep Begin(ScalingView view, ScalingOptions options)
    {
        if (view.Capacity < options.Floor)
        {
            return new ScalingStep.AddNodes(options.Floor);
        }

        // When no node reports, the reports do not arrive.
        if (!view.Nodes.Any(node => node.Alive))
        {
            return Nothing;
        }

        if (view.Nodes.FirstOrDefault(node => IsLost(node, view.Now, options)) is { } lost)
        {
            return new ScalingStep.Drain(lost.Machine.Name);
        }

        var pause = view.Now - view.State.ChangedAt ?? TimeSpan.MaxValue;
        var serving = view.Serving;
        var load = serving.Sum(node => node.Node!.Load);
        var count = serving.Count + Starting(view, options);
        var needed = Needed(load, options);
        if (needed > count)
        {
            var capacity = Math.Min(options.Ceiling, view.Capacity + needed - count);
            return pause >= options.OutPause && capacity > view.Capacity ? new ScalingStep.AddNodes(capacity) : Nothing;
        }

        var isCalm = count == serving.Count && count > options.Floor && load / (count - 1) < options.InLoad && pause >= options.InPause;
        return isCalm ? new ScalingStep.Drain(LeastNeeded(view).Machine.Name) : Nothing;
    }

    private static MachineNode LeastNeeded(ScalingView view) => view.Nodes
        .Where(node => node.Serves)
        .OrderByDescending(node => node.IsQuarantined).ThenBy(node => node.Node!.Peers).ThenBy(node => node.Node!.Load).First();

    private static bool IsCrowded(ScalingView view, ScalingOptions options)
    {
        var serving = view.Serving;
        return Needed(serving.Sum(node => node.Node!.Load), options) > serving.Count + Starting(view, options);
    }

    // Rounded, so that nodes exactly at the limit are sufficient.
    private static int Needed(double load, ScalingOptions options) => Math.Max(1, (int)Math.Ceiling(Math.Round(load / options.OutLoad, 6)));

    // Machines that are starting count as empty nodes.
    private static int Starting(ScalingView view, ScalingOptions options) =>
        Math.Max(0, view.Capacity - view.Nodes.Count)
        + view.Nodes.Count(node => !node.Alive && !node.Machine.Deleting && !IsLost(node, view.Now, options));

    // A node whose reports are late may still have calls.
    private static bool IsDead(ScalingView view, MachineNode node, ScalingOptions options) =>
        node.Node?.Cleared == true || (view.Nodes.Any(other => other.Alive) && IsLost(node, view.Now, options));

    // No report yet, or not for long: the machine runs, but not its node.
    private static bool IsLost(MachineNode node, DateTimeOffset now, ScalingOptions options)
    {
        var lastSeen = node.Node is { } known && known.ReportedAt > node.Machine.CreatedAt ? known.ReportedAt : node.Machine.CreatedAt;
        return !node.Alive && !node.Machine.Deleting && now - lastSeen > options.StartTime;
    }
}

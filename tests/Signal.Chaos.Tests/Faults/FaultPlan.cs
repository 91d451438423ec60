namespace Signal.Chaos.Tests.Faults;

/// <summary>Generates a schedule of faults from a seed: the same one for the same seed. Two faults of one target do not overlap.</summary>
internal static class FaultPlan
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // Longer than Nodes__ReportMaxAge: clients report the node, and the control plane declares it dead.
    private static readonly TimeSpan LongestHang = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Entries listed more than once are chosen more often.
    private static readonly FaultTarget[] Targets =
    [
        FaultTarget.Tables, FaultTarget.Tables, FaultTarget.FunctionsBus, FaultTarget.NodeBus, FaultTarget.NodeBus, FaultTarget.Clients, FaultTarget.Clients,
        FaultTarget.Node, FaultTarget.Node, FaultTarget.Node, FaultTarget.Functions, FaultTarget.Functions, FaultTarget.Receiver,
    ];

    private static readonly FaultKind[] OfWays = [FaultKind.Cut, FaultKind.Reset, FaultKind.Delay, FaultKind.Throttle, FaultKind.BlackHole];
    private static readonly FaultKind[] OfProcesses = [FaultKind.Freeze, FaultKind.Kill, FaultKind.FreezeChild, FaultKind.KillChild];
    private static readonly FaultKind[] OfNodes = [FaultKind.Freeze, .. OfProcesses, FaultKind.Terminate, FaultKind.Drain, FaultKind.CancelledDrain];

    /// <summary>The faults, in the order in which they begin.</summary>
    /// <param name="seed">Determines the whole plan.</param>
    /// <param name="length">All faults have ended by then.</param>
    /// <param name="nodes">The number of media nodes.</param>
    /// <param name="perMinute">The target number of faults per minute.</param>
    public static IReadOnlyList<PlannedFault> Of(int seed, TimeSpan length, int nodes, int perMinute)
    {
        var random = new Random(seed);
        var plan = new List<PlannedFault>();
        for (var tries = (int)(length.TotalMinutes * perMinute); tries > 0; tries--)
        {
            var fault = Next(random, length, nodes);
            if (fault.At + fault.Duration <= length && plan.TrueForAll(other => !Overlap(other, fault)))
            {
                plan.Add(fault);
            }
        }

        return [.. plan.OrderBy(fault => fault.At)];
    }

    private static PlannedFault Next(Random random, TimeSpan length, int nodes)
    {
        var target = random.GetItems(Targets, 1)[0];
        var kind = target switch
        {
            FaultTarget.Receiver => FaultKind.Refuse,
            FaultTarget.Node => random.GetItems(OfNodes, 1)[0],
            FaultTarget.Functions => random.GetItems(OfProcesses, 1)[0],
            _ => random.GetItems(OfWays, 1)[0],
        };
        var index = target is FaultTarget.Node or FaultTarget.NodeBus or FaultTarget.Clients ? random.Next(nodes) : 0;
        var longest = (target, kind) == (FaultTarget.Node, FaultKind.Freeze) ? LongestHang : Longest;
        return new(length * random.NextDouble(), Shortest + ((longest - Shortest) * random.NextDouble()), kind, target, index);
    }

    private static bool Overlap(PlannedFault one, PlannedFault other) =>
        one.Target == other.Target && one.Index == other.Index && one.At < other.At + other.Duration + Pause && other.At < one.At + one.Duration + Pause;
}

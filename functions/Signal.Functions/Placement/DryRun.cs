namespace Signal.Functions.Placement;

/// <summary>Asks where a room would go.</summary>
public sealed record DryRunRequest
{
    /// <summary>The policy; absent: the default.</summary>
    public string? Policy { get; init; }

    /// <summary>The region asked for.</summary>
    public string? Region { get; init; }

    /// <summary>Round-trip times measured, in milliseconds by node id.</summary>
    public IReadOnlyDictionary<string, double>? Measured { get; init; }
}

/// <summary>Where a room would go, and why.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Chosen">The node that a room would get; absent when none can take it.</param>
/// <param name="Offers">How many nodes the first client might choose from.</param>
/// <param name="Candidates">All nodes: the best first, those that cannot take a room last.</param>
public sealed record DryRunResult(string Policy, string? Chosen, int Offers, IReadOnlyList<DryRunCandidate> Candidates);

/// <summary>What speaks for and against a node.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Rank">Its rank, from 1; absent when it cannot take a room.</param>
/// <param name="Reason">Why it cannot: <c>lost</c>, <c>stale-report</c>, <c>draining</c>, <c>stopping</c>, <c>not-ready</c>.</param>
/// <param name="Region">Its region.</param>
/// <param name="ReportedLoad">The load that it reported.</param>
/// <param name="Load">The load with what was placed there since.</param>
/// <param name="Rooms">The rooms with what was placed there since.</param>
/// <param name="PlacedSince">Rooms placed there of late.</param>
/// <param name="ReportAgeSeconds">The age of its last report.</param>
/// <param name="MeasuredMilliseconds">What the client measured.</param>
public sealed record DryRunCandidate(
    string NodeId, int? Rank, string? Reason, string? Region, double ReportedLoad, double Load, int Rooms, int PlacedSince, double ReportAgeSeconds,
    double? MeasuredMilliseconds);

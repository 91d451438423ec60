namespace Signal.Functions.Placement;

/// <summary>A request for the placement of a hypothetical room.</summary>
public sealed record DryRunRequest
{
    /// <summary>The policy; absent: the default.</summary>
    public string? Policy { get; init; }

    /// <summary>The requested region.</summary>
    public string? Region { get; init; }

    /// <summary>The measured round-trip times, in milliseconds by node id.</summary>
    public IReadOnlyDictionary<string, double>? Measured { get; init; }

    /// <summary>The id of a node that is not a candidate: the present one of a room that is to move.</summary>
    public string? Except { get; init; }
}

/// <summary>The placement of a hypothetical room, with the reasons.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Chosen">The id of the selected node; absent when no node is available.</param>
/// <param name="Offers">The number of nodes that are offered to the first client.</param>
/// <param name="Candidates">All nodes: the best first, those that cannot accept a room last.</param>
public sealed record DryRunResult(string Policy, string? Chosen, int Offers, IReadOnlyList<DryRunCandidate> Candidates);

/// <summary>The evaluation of a node.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Rank">The rank, from 1; absent when the node cannot accept a room.</param>
/// <param name="Reason">
/// The reason why the node cannot accept a room: <c>lost</c>, <c>stale-report</c>, <c>draining</c>, <c>stopping</c>, <c>not-ready</c>,
/// <c>excluded</c>, or that of its quarantine: <c>disk-full</c>, <c>memory-full</c>, <c>clock-off</c>, <c>ice-failures</c>,
/// <c>dtls-failures</c>, <c>flapping</c>.
/// </param>
/// <param name="Region">Its region.</param>
/// <param name="ReportedLoad">The reported load.</param>
/// <param name="Load">The load including recent placements.</param>
/// <param name="Rooms">The number of rooms including recent placements.</param>
/// <param name="PlacedSince">The number of recent placements.</param>
/// <param name="ReportAgeSeconds">The age of the last report, in seconds.</param>
/// <param name="MeasuredMilliseconds">The round-trip time that the client measured, in milliseconds.</param>
public sealed record DryRunCandidate(
    string NodeId, int? Rank, string? Reason, string? Region, double ReportedLoad, double Load, int Rooms, int PlacedSince, double ReportAgeSeconds,
    double? MeasuredMilliseconds);

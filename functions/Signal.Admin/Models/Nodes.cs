namespace Signal.Admin;

/// <summary>A media node.</summary>
public sealed record Node
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The hub's address.</summary>
    public required string Url { get; init; }

    /// <summary>The region.</summary>
    public string? Region { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The state: <c>serving</c>, <c>draining</c>, <c>stopping</c>.</summary>
    public required string State { get; init; }

    /// <summary>Is its last report young enough for new tokens?</summary>
    public required bool Alive { get; init; }

    /// <summary>Can it take peers? False: none of its workers is alive.</summary>
    public bool? Ready { get; init; }

    /// <summary>When it reported last.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its drain ends.</summary>
    public DateTimeOffset? DrainDeadline { get; init; }

    /// <summary>The load: 0 is idle, 1 is full.</summary>
    public required double Load { get; init; }

    /// <summary>The share of the machine's cores in use.</summary>
    public required double Cpu { get; init; }

    /// <summary>The share of its memory in use; null: unknown.</summary>
    public double? Memory { get; init; }

    /// <summary>Rooms open.</summary>
    public required int Rooms { get; init; }

    /// <summary>Peers in all rooms.</summary>
    public required int Peers { get; init; }

    /// <summary>The mediasoup workers.</summary>
    public IReadOnlyList<Worker> Workers { get; init; } = [];
}

/// <summary>A mediasoup worker.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Cpu">The CPU in use: 1 is one full core.</param>
/// <param name="Version">The mediasoup version.</param>
/// <param name="Routers">Routers open.</param>
/// <param name="Transports">Transports open.</param>
/// <param name="Producers">Producers open.</param>
/// <param name="Consumers">Consumers open.</param>
public sealed record Worker(int Pid, double Cpu, string? Version, int Routers, int Transports, int Producers, int Consumers);

/// <summary>Asks where a room would go.</summary>
/// <param name="Policy">The policy; null: the default.</param>
/// <param name="Region">The region asked for.</param>
/// <param name="Measured">Round-trip times measured, in milliseconds by node id.</param>
public sealed record DryRunRequest(string? Policy = null, string? Region = null, IReadOnlyDictionary<string, double>? Measured = null);

/// <summary>Where a room would go, and why.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Chosen">The node; null when none can take the room.</param>
/// <param name="Offers">How many nodes the first client might choose from.</param>
/// <param name="Candidates">All nodes, the best first.</param>
public sealed record DryRunResult(string Policy, string? Chosen, int Offers, IReadOnlyList<DryRunCandidate> Candidates);

/// <summary>What speaks for and against a node.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Rank">Its rank, from 1; null when it cannot take a room.</param>
/// <param name="Reason">Why it cannot.</param>
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

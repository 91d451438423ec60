namespace Signal.Admin;

/// <summary>A media node.</summary>
public sealed record Node
{
    /// <summary>The node id, unique in the installation.</summary>
    public required string Id { get; init; }

    /// <summary>The public URL of the node's hub.</summary>
    public required string Url { get; init; }

    /// <summary>The region of the node; null when it has none.</summary>
    public string? Region { get; init; }

    /// <summary>The version of the node's program.</summary>
    public required string Version { get; init; }

    /// <summary>The state: <c>serving</c>, <c>draining</c>, <c>stopping</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether the last report is recent enough for new tokens to name this node.</summary>
    public required bool Alive { get; init; }

    /// <summary>Whether the node can accept peers; false when none of its workers is alive.</summary>
    public bool? Ready { get; init; }

    /// <summary>The time of its last report.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>The start time of its process.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The deadline of its drain; null when it is not draining.</summary>
    public DateTimeOffset? DrainDeadline { get; init; }

    /// <summary>The load, from 0 (idle) to 1 (full).</summary>
    public required double Load { get; init; }

    /// <summary>The CPU use of the machine, from 0 to 1 over all cores.</summary>
    public required double Cpu { get; init; }

    /// <summary>The memory use of the machine, from 0 to 1; null when unknown.</summary>
    public double? Memory { get; init; }

    /// <summary>The disk use, from 0 to 1; null when unknown.</summary>
    public double? Disk { get; init; }

    /// <summary>The lead of the node's clock over those of the bus and the control plane, in seconds; negative when it lags.</summary>
    public double ClockOffsetSeconds { get; init; }

    /// <summary>The outcomes of recent media connections; null when unknown.</summary>
    public Connections? Connections { get; init; }

    /// <summary>
    /// Why the node is in quarantine: <c>disk-full</c>, <c>memory-full</c>, <c>clock-off</c>, <c>ice-failures</c>, <c>dtls-failures</c>,
    /// <c>flapping</c>; null when it is not.
    /// </summary>
    public string? Quarantine { get; init; }

    /// <summary>The start time of its quarantine; null when it is not in quarantine.</summary>
    public DateTimeOffset? QuarantinedSince { get; init; }

    /// <summary>The number of open rooms.</summary>
    public required int Rooms { get; init; }

    /// <summary>The number of peers in all rooms.</summary>
    public required int Peers { get; init; }

    /// <summary>The mediasoup workers of the node.</summary>
    public IReadOnlyList<Worker> Workers { get; init; } = [];
}

/// <summary>The outcomes of the media connections of the last five minutes; each user counts once.</summary>
/// <param name="Attempts">The number of users whose latest attempt connected or failed.</param>
/// <param name="IceFailures">Those whose ICE did not connect in time.</param>
/// <param name="DtlsFailures">Those whose DTLS failed or did not connect in time.</param>
public sealed record Connections(int Attempts, int IceFailures, int DtlsFailures);

/// <summary>A mediasoup worker process.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Cpu">The CPU use; 1 is one full core.</param>
/// <param name="Version">The mediasoup version.</param>
/// <param name="Routers">The number of open routers.</param>
/// <param name="Transports">The number of open transports.</param>
/// <param name="Producers">The number of open producers.</param>
/// <param name="Consumers">The number of open consumers.</param>
public sealed record Worker(int Pid, double Cpu, string? Version, int Routers, int Transports, int Producers, int Consumers);

/// <summary>A request to explain where a room would be placed.</summary>
/// <param name="Policy">The placement policy; null: the default policy.</param>
/// <param name="Region">The preferred region.</param>
/// <param name="Measured">Round-trip times that the client measured, in milliseconds by node id.</param>
/// <param name="Except">The id of a node that is not a candidate: the present one of a room that is to move.</param>
/// <param name="RoomId">The id of a room: its next participant is placed instead of a new room.</param>
/// <param name="ServiceId">The service that owns the room; null: the superservice.</param>
public sealed record DryRunRequest(
    string? Policy = null, string? Region = null, IReadOnlyDictionary<string, double>? Measured = null, string? Except = null, string? RoomId = null,
    string? ServiceId = null);

/// <summary>The result of a placement dry run.</summary>
/// <param name="Policy">The placement policy that was applied.</param>
/// <param name="Chosen">The id of the chosen node; null when no node can take the room.</param>
/// <param name="Offers">The number of nodes that are offered to the first client.</param>
/// <param name="Candidates">All nodes, best first.</param>
/// <param name="Room">For a room that has a node: the nodes that it spans, and the reason of the choice.</param>
public sealed record DryRunResult(string Policy, string? Chosen, int Offers, IReadOnlyList<DryRunCandidate> Candidates, DryRunRoom? Room = null);

/// <summary>The placement of the next participant of a room.</summary>
/// <param name="Spread">When the room gets another node.</param>
/// <param name="SpreadSize">The number of participants from which a node of the room is full, with <see cref="RoomSpread.Size"/>.</param>
/// <param name="MaxNodes">The maximum number of nodes.</param>
/// <param name="Reason">
/// The reason: <c>one-node</c>, <c>fits</c>, <c>region</c>, <c>no-region</c>, <c>added</c>, <c>max-nodes</c>, <c>no-candidate</c>.
/// </param>
/// <param name="Nodes">The nodes of the room that can accept participants; the first owns the room.</param>
public sealed record DryRunRoom(RoomSpread Spread, int SpreadSize, int MaxNodes, string Reason, IReadOnlyList<DryRunPart> Nodes);

/// <summary>A node of a room.</summary>
/// <param name="NodeId">The node id.</param>
/// <param name="Region">The region of the node.</param>
/// <param name="Participants">The number of participants of the room on it, including those who have a token for it.</param>
/// <param name="Load">The load including rooms that were placed since the last report.</param>
public sealed record DryRunPart(string NodeId, string? Region, int Participants, double Load);

/// <summary>A node as a candidate for placement.</summary>
/// <param name="NodeId">The node id.</param>
/// <param name="Rank">The rank, from 1; null when the node cannot take the room.</param>
/// <param name="Reason">Why the node cannot take the room; null when it can.</param>
/// <param name="Region">The region of the node.</param>
/// <param name="ReportedLoad">The load in the node's last report.</param>
/// <param name="Load">The load including rooms that were placed since the last report.</param>
/// <param name="Rooms">The number of rooms, including those placed since the last report.</param>
/// <param name="PlacedSince">The number of rooms placed since the last report.</param>
/// <param name="ReportAgeSeconds">The age of the last report, in seconds.</param>
/// <param name="MeasuredMilliseconds">The round-trip time that the client measured, in milliseconds; null when not measured.</param>
public sealed record DryRunCandidate(
    string NodeId, int? Rank, string? Reason, string? Region, double ReportedLoad, double Load, int Rooms, int PlacedSince, double ReportAgeSeconds,
    double? MeasuredMilliseconds);

internal sealed record DrainRequest(int DeadlineSeconds);

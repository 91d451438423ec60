using Signal.Functions.Rooms;

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

    /// <summary>
    /// The id of a room: the node for its next participant is evaluated, with the policy of the room. A room without a home is evaluated like a
    /// new one.
    /// </summary>
    public string? RoomId { get; init; }

    /// <summary>The service that owns the room; absent: the superservice.</summary>
    public string? ServiceId { get; init; }
}

/// <summary>The placement of a hypothetical room, with the reasons.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Chosen">The id of the selected node; absent when no node is available.</param>
/// <param name="Offers">The number of nodes that are offered to the first client.</param>
/// <param name="Candidates">All nodes: the best first, those that cannot accept a room last.</param>
/// <param name="Room">For a room with a home: the nodes that it spans, and why one of them, or another one, was selected.</param>
public sealed record DryRunResult(string Policy, string? Chosen, int Offers, IReadOnlyList<DryRunCandidate> Candidates, DryRunRoom? Room = null);

/// <summary>The placement of the next participant of a room.</summary>
/// <param name="Spread">When the room gets another node.</param>
/// <param name="SpreadSize">The number of participants from which a node of the room is full, with <c>size</c>.</param>
/// <param name="MaxNodes">The maximum number of nodes.</param>
/// <param name="Reason">
/// The reason of the choice: <c>one-node</c> (the room may not span several), <c>fits</c> (a node of the room has room), <c>region</c> (a node
/// of the room is in the region), <c>no-region</c> (the region is unknown: the home), <c>added</c> (another node), <c>max-nodes</c> (the room
/// has as many nodes as it may have), <c>no-candidate</c> (no suitable other node is available).
/// </param>
/// <param name="Nodes">The nodes of the room that can accept participants, the home first.</param>
public sealed record DryRunRoom(RoomSpread Spread, int SpreadSize, int MaxNodes, string Reason, IReadOnlyList<DryRunPart> Nodes);

/// <summary>A node of a room.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Region">Its region.</param>
/// <param name="Participants">The number of participants of the room on it, and of those who have a token for it.</param>
/// <param name="Load">Its load including recent placements.</param>
public sealed record DryRunPart(string NodeId, string? Region, int Participants, double Load);

/// <summary>The evaluation of a node.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Rank">The rank, from 1; absent when the node cannot accept a room.</param>
/// <param name="Reason">
/// The reason why the node cannot accept a room: <c>lost</c>, <c>stale-report</c>, <c>draining</c>, <c>stopping</c>, <c>not-ready</c>,
/// <c>excluded</c>; for a further node of a room also <c>home</c>, <c>part</c> (it is a node of the room), <c>moving</c> (it was one, and is
/// about to close it), <c>no-links</c>, <c>other-version</c> (of links), <c>region-not-allowed</c>; or that of its quarantine:
/// <c>disk-full</c>, <c>memory-full</c>, <c>clock-off</c>, <c>ice-failures</c>,
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

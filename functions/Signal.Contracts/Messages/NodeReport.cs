using System.Text.Json.Serialization;

namespace Signal.Contracts.Messages;

/// <summary>
/// The state of a media node, sent every second or so on queue <c>node-reports</c>. It is complete: a reader that missed any number of
/// reports is right again after one. The newest by (<see cref="Epoch"/>, <see cref="Sequence"/>) wins.
/// </summary>
/// <remarks>
/// A Service Bus message holds 256 KB on the Standard tier, which 1,600 rooms exceed. Such a report is sent in <see cref="Parts"/> that share
/// one sequence. Each part is complete by itself: it lists all rooms of the node whose ids lie in its range, ordinally compared, so that
/// parts may be lost, reordered and read by different readers.
/// </remarks>
public sealed record NodeReport
{
    /// <summary>The node's id, stable over restarts.</summary>
    public required string NodeId { get; init; }

    /// <summary>The start of the node's process, Unix milliseconds.</summary>
    public required long Epoch { get; init; }

    /// <summary>Counts up by one in each report of an epoch.</summary>
    public required long Sequence { get; init; }

    /// <summary>Which part this is, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Part { get; init; }

    /// <summary>How many parts the report has; 0 and 1: this is all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Parts { get; init; }

    /// <summary>The part lists the rooms with greater ids than this; null: from the first.</summary>
    public string? RoomsAfter { get; init; }

    /// <summary>The part lists the rooms up to this id, inclusive; null: to the last.</summary>
    public string? RoomsUpTo { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The address of the hub for clients: <c>https://node.example/signal</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The region that the node says it is in; null when it says none.</summary>
    public string? Region { get; init; }

    /// <summary>The version of the media node.</summary>
    public required string Version { get; init; }

    /// <summary>Serving, draining or stopping.</summary>
    public required NodeState State { get; init; }

    /// <summary>When a drain ends and the remaining peers are cut; null unless draining.</summary>
    public DateTimeOffset? DrainDeadline { get; init; }

    /// <summary>How busy the node is: 0 is idle, 1 is as much as it should carry. See the placement policies.</summary>
    public required double Load { get; init; }

    /// <summary>Can the node take peers? False: none of its workers is alive. Null: the node is older than this field.</summary>
    public bool? Ready { get; init; }

    /// <summary>The share of the cores available to the node that was used since the last report, 0 to 1.</summary>
    public double Cpu { get; init; }

    /// <summary>The share of the memory available to the node that is in use, 0 to 1; null: unknown.</summary>
    public double? Memory { get; init; }

    /// <summary>The address at which the control plane can reach the node's <c>/healthz/live</c>; null: the origin of <see cref="Url"/>.</summary>
    public string? HealthUrl { get; init; }

    /// <summary>Rooms open on the node, over all parts; null: those of <see cref="Rooms"/>.</summary>
    public int? RoomCount { get; init; }

    /// <summary>Peers in all rooms of the node, over all parts; null: those of <see cref="Rooms"/>.</summary>
    public int? PeerCount { get; init; }

    /// <summary>The node's mediasoup workers.</summary>
    public required IReadOnlyList<WorkerReport> Workers { get; init; }

    /// <summary>The open rooms in the part's range.</summary>
    public required IReadOnlyList<RoomReport> Rooms { get; init; }
}

/// <summary>The state of a node.</summary>
public enum NodeState
{
    /// <summary>Takes new rooms.</summary>
    Serving,

    /// <summary>Keeps its rooms, takes no new ones.</summary>
    Draining,

    /// <summary>Closes its rooms and ends.</summary>
    Stopping,
}

/// <summary>One mediasoup-worker process of a node.</summary>
public sealed record WorkerReport
{
    /// <summary>The process id.</summary>
    public required int Pid { get; init; }

    /// <summary>The CPU time used since the last report over the time passed: 1 is one full core.</summary>
    public required double Cpu { get; init; }

    /// <summary>The mediasoup version.</summary>
    public string? Version { get; init; }

    /// <summary>Routers open on the worker.</summary>
    public int Routers { get; init; }

    /// <summary>WebRTC transports open on the worker.</summary>
    public int Transports { get; init; }

    /// <summary>Producers open on the worker.</summary>
    public int Producers { get; init; }

    /// <summary>Consumers open on the worker.</summary>
    public int Consumers { get; init; }
}

/// <summary>One open room of a node.</summary>
public sealed record RoomReport
{
    /// <summary>The service (tenant) id.</summary>
    public required string Tenant { get; init; }

    /// <summary>The room id.</summary>
    public required string RoomId { get; init; }

    /// <summary>Peers that have joined, hidden ones included. A reader whose count differs at the same version asks for the roster.</summary>
    public required int Peers { get; init; }

    /// <summary>Peers that publish.</summary>
    public int Publishers { get; init; }

    /// <summary>The <see cref="RoomEvent.Sequence"/> of the room's last event. A reader that has not seen it asks for the roster.</summary>
    public required long RosterVersion { get; init; }

    /// <summary>When the room was opened on this node.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}

using System.Text.Json.Serialization;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Messages;

/// <summary>
/// The state of a media node, sent about once per second on queue <c>node-reports</c>. It is complete: a reader that missed any number of
/// reports is up to date again after one. The newest by (<see cref="Epoch"/>, <see cref="Sequence"/>) wins.
/// </summary>
/// <remarks>
/// A Service Bus message holds at most 256 KB on the Standard tier, which 1,600 rooms exceed. Such a report is sent in <see cref="Parts"/>
/// that share one sequence. Each part is self-contained: it lists all rooms of the node whose ids lie in its range, ordinally compared, so
/// that parts may be lost, reordered and processed by different readers.
/// </remarks>
public sealed record NodeReport
{
    /// <summary>The node's id, stable across restarts.</summary>
    public required string NodeId { get; init; }

    /// <summary>The start of the node's process, Unix milliseconds.</summary>
    public required long Epoch { get; init; }

    /// <summary>Increases by one with each report of an epoch.</summary>
    public required long Sequence { get; init; }

    /// <summary>The zero-based index of this part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Part { get; init; }

    /// <summary>The number of parts of the report; 0 or 1: the report has a single part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Parts { get; init; }

    /// <summary>The exclusive lower bound of the room ids in this part; null: no bound.</summary>
    public string? RoomsAfter { get; init; }

    /// <summary>The inclusive upper bound of the room ids in this part; null: no bound.</summary>
    public string? RoomsUpTo { get; init; }

    /// <summary>When the report was created, by the node's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The address of the hub for clients: <c>https://node.example/signal</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The configured region of the node; null: none.</summary>
    public string? Region { get; init; }

    /// <summary>The version of the media node.</summary>
    public required string Version { get; init; }

    /// <summary>Serving, draining or stopping.</summary>
    public required NodeState State { get; init; }

    /// <summary>The deadline of the drain, when the remaining peers are disconnected; null unless draining.</summary>
    public DateTimeOffset? DrainDeadline { get; init; }

    /// <summary>The load of the node: 0 is idle, 1 is the load that it should not exceed. See the placement policies.</summary>
    public required double Load { get; init; }

    /// <summary>Whether the node can accept peers; false: none of its workers is alive; null: the node predates this field.</summary>
    public bool? Ready { get; init; }

    /// <summary>The CPU usage of the node since the last report, relative to the cores available to it, 0 to 1.</summary>
    public double Cpu { get; init; }

    /// <summary>The memory usage of the node, relative to the memory available to it, 0 to 1; null: unknown.</summary>
    public double? Memory { get; init; }

    /// <summary>The usage of the file system that the node monitors, 0 to 1; null: the node predates this field.</summary>
    public double? Disk { get; init; }

    /// <summary>Whether peers could connect their media recently; null: the node predates this field.</summary>
    public ConnectionReport? Connections { get; init; }

    /// <summary>
    /// The same for each tenant whose users failed to connect: at most 20, most failures first; null: the node predates this field.
    /// </summary>
    public IReadOnlyList<ConnectionReport>? TenantConnections { get; init; }

    /// <summary>The address at which the control plane can reach the node's <c>/healthz/live</c>; null: the origin of <see cref="Url"/>.</summary>
    public string? HealthUrl { get; init; }

    /// <summary>How other nodes can open links to this one; null: it accepts none.</summary>
    public LinkReport? Links { get; init; }

    /// <summary>The number of open rooms, over all parts; null: as listed in <see cref="Rooms"/>.</summary>
    public int? RoomCount { get; init; }

    /// <summary>The number of peers, over all parts; null: as listed in <see cref="Rooms"/>.</summary>
    public int? PeerCount { get; init; }

    /// <summary>The node's mediasoup workers.</summary>
    public required IReadOnlyList<WorkerReport> Workers { get; init; }

    /// <summary>The open rooms in the part's range.</summary>
    public required IReadOnlyList<RoomReport> Rooms { get; init; }
}

/// <summary>How other nodes can open links to a node.</summary>
public sealed record LinkReport
{
    /// <summary>The address at which the node accepts links: <c>https://node.example/link</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The version of the protocol. Only nodes of the same version can be linked.</summary>
    public required int Version { get; init; }

    /// <summary>The public key with which the node's process signs its link tokens.</summary>
    public required PublicKey Key { get; init; }
}

/// <summary>
/// The outcomes of media connections of the last five minutes. Each user counts once, with the latest outcome, which is that of the first transport of a peer.
/// </summary>
public sealed record ConnectionReport
{
    /// <summary>The number of users whose latest attempt connected or failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>Those whose ICE did not connect in time.</summary>
    public required int IceFailures { get; init; }

    /// <summary>Those whose ICE connected, but whose DTLS failed or did not connect in time.</summary>
    public required int DtlsFailures { get; init; }
}

/// <summary>The state of a node.</summary>
public enum NodeState
{
    /// <summary>Accepts new rooms.</summary>
    Serving,

    /// <summary>Keeps its rooms, accepts no new ones.</summary>
    Draining,

    /// <summary>Closes its rooms and exits.</summary>
    Stopping,
}

/// <summary>One mediasoup-worker process of a node.</summary>
public sealed record WorkerReport
{
    /// <summary>The process id.</summary>
    public required int Pid { get; init; }

    /// <summary>The CPU time used since the last report divided by the elapsed time: 1 is one full core.</summary>
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

    /// <summary>
    /// The number of joined peers, including hidden ones. A reader whose count differs at the same version requests the roster.
    /// </summary>
    public required int Peers { get; init; }

    /// <summary>The number of peers that publish.</summary>
    public int Publishers { get; init; }

    /// <summary>The <see cref="RoomEvent.Sequence"/> of the room's last event. A reader that has not seen it requests the roster.</summary>
    public required long RosterVersion { get; init; }

    /// <summary>
    /// The <see cref="Tokens.RoomSettings.Version"/> that the room has. The control plane sends the settings again when it has newer ones;
    /// 0: unknown.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long SettingsVersion { get; init; }

    /// <summary>When the room was opened on this node.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}

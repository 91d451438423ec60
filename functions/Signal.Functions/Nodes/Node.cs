using Signal.Contracts.Messages;

namespace Signal.Functions.Nodes;

/// <summary>A media node.</summary>
public sealed record Node
{
    /// <summary>The node id.</summary>
    public required string Id { get; init; }

    /// <summary>The URL of the hub for clients.</summary>
    public required string Url { get; init; }

    /// <summary>The configured region; absent: none.</summary>
    public string? Region { get; init; }

    /// <summary>The version of the media node.</summary>
    public required string Version { get; init; }

    /// <summary>The reported state.</summary>
    public required NodeState State { get; init; }

    /// <summary>Whether the last report is recent enough for new tokens.</summary>
    public required bool Alive { get; init; }

    /// <summary>Whether the node can accept peers; false: none of its workers is alive.</summary>
    public bool? Ready { get; init; }

    /// <summary>When the last report was created.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When the node was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The deadline of the requested drain.</summary>
    public DateTimeOffset? DrainDeadline { get; init; }

    /// <summary>The load: 0 is idle, 1 is full.</summary>
    public required double Load { get; init; }

    /// <summary>The CPU usage, relative to the available cores, 0 to 1.</summary>
    public required double Cpu { get; init; }

    /// <summary>The memory usage, relative to the available memory, 0 to 1; absent: unknown.</summary>
    public double? Memory { get; init; }

    /// <summary>The disk usage, 0 to 1; absent: unknown.</summary>
    public double? Disk { get; init; }

    /// <summary>The lead of the node's clock over those of the bus and the control plane, in seconds; negative: it lags.</summary>
    public required double ClockOffsetSeconds { get; init; }

    /// <summary>The outcomes of the recent connections of peers; absent: unknown.</summary>
    public ConnectionReport? Connections { get; init; }

    /// <summary>
    /// Why the node is in quarantine, and gets no new rooms while another node can accept them: <c>disk-full</c>, <c>memory-full</c>,
    /// <c>clock-off</c>, <c>ice-failures</c>, <c>dtls-failures</c>, <c>flapping</c>; absent: it is not.
    /// </summary>
    public string? Quarantine { get; init; }

    /// <summary>When the quarantine began.</summary>
    public DateTimeOffset? QuarantinedSince { get; init; }

    /// <summary>The number of open rooms.</summary>
    public required int Rooms { get; init; }

    /// <summary>The number of peers in all rooms.</summary>
    public required int Peers { get; init; }

    /// <summary>The mediasoup workers.</summary>
    public required IReadOnlyList<WorkerReport> Workers { get; init; }

    internal static Node Of(NodeEntity entity, DateTimeOffset now, TimeSpan maxAge) => new()
    {
        Id = entity.Id,
        Url = entity.Url,
        Region = entity.Region,
        Version = entity.Version,
        State = entity.NodeState,
        Alive = now - entity.ReportedAt <= maxAge,
        Ready = entity.Ready,
        ReportedAt = entity.ReportedAt,
        StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(entity.Epoch),
        DrainDeadline = entity.DrainDeadline ?? entity.DrainAsked,
        Load = entity.Load,
        Cpu = entity.Cpu,
        Memory = entity.Memory,
        Disk = entity.Disk,
        ClockOffsetSeconds = entity.ClockOffset,
        Connections = entity.Connections,
        Quarantine = entity.QuarantineReason,
        QuarantinedSince = entity.QuarantinedSince,
        Rooms = entity.Rooms,
        Peers = entity.Peers,
        Workers = entity.Workers,
    };
}

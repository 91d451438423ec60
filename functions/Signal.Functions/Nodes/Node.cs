using Signal.Contracts.Messages;

namespace Signal.Functions.Nodes;

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

    /// <summary>The state that it reported.</summary>
    public required NodeState State { get; init; }

    /// <summary>Is its last report young enough for new tokens?</summary>
    public required bool Alive { get; init; }

    /// <summary>Can it take peers? False: none of its workers is alive.</summary>
    public bool? Ready { get; init; }

    /// <summary>When it reported last.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the drain that was asked for ends.</summary>
    public DateTimeOffset? DrainDeadline { get; init; }

    /// <summary>The load: 0 is idle, 1 is full.</summary>
    public required double Load { get; init; }

    /// <summary>The share of the machine's cores in use, 0 to 1.</summary>
    public required double Cpu { get; init; }

    /// <summary>The share of its memory in use, 0 to 1; absent: unknown.</summary>
    public double? Memory { get; init; }

    /// <summary>Rooms open.</summary>
    public required int Rooms { get; init; }

    /// <summary>Peers in all rooms.</summary>
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
        Rooms = entity.Rooms,
        Peers = entity.Peers,
        Workers = entity.Workers,
    };
}

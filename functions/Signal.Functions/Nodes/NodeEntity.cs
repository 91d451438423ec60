using System.Runtime.Serialization;
using Signal.Contracts.Messages;
using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>A media node: its newest report, without the rooms.</summary>
public sealed class NodeEntity : Entity
{
    /// <summary>The partition that holds all nodes.</summary>
    public const string Partition = "nodes";

    // A node that has not begun to drain by then did not get the command.
    private static readonly TimeSpan DrainAnswerTime = TimeSpan.FromMinutes(2);

    /// <summary>The start of its process, Unix milliseconds.</summary>
    public long Epoch { get; set; }

    /// <summary>The newest report's sequence.</summary>
    public long Sequence { get; set; }

    /// <summary>When the newest report was made, by the node's clock, but never later than it arrived.</summary>
    public DateTimeOffset ReportedAt { get; set; }

    /// <summary>Since when its reports have come without a gap.</summary>
    public DateTimeOffset? ReportingSince { get; set; }

    /// <summary>The hub's address.</summary>
    public string Url { get; set; } = "";

    /// <summary>The region.</summary>
    public string? Region { get; set; }

    /// <summary>The version.</summary>
    public string Version { get; set; } = "";

    /// <summary>The state's name.</summary>
    public string State { get; set; } = "";

    /// <summary>The sequence of the report that told this state first.</summary>
    public long StateSequence { get; set; }

    /// <summary>Since when the node does not serve; null: it serves.</summary>
    public DateTimeOffset? NotServingSince { get; set; }

    /// <summary>When the drain ends.</summary>
    public DateTimeOffset? DrainDeadline { get; set; }

    /// <summary>A drain was asked for here, with this deadline: no new rooms, whatever the node says yet.</summary>
    public DateTimeOffset? DrainAsked { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? DrainAskedAt { get; set; }

    /// <summary>Can the node take peers? Null: it does not say.</summary>
    public bool? Ready { get; set; }

    /// <summary>The address that <c>/healthz/live</c> is below; null: the origin of <see cref="Url"/>.</summary>
    public string? HealthUrl { get; set; }

    /// <summary>The load, 0 to 1.</summary>
    public double Load { get; set; }

    /// <summary>The machine's CPU, 0 to 1.</summary>
    public double Cpu { get; set; }

    /// <summary>The share of the node's memory in use, 0 to 1.</summary>
    public double? Memory { get; set; }

    /// <summary>Rooms open.</summary>
    public int Rooms { get; set; }

    /// <summary>Peers in all rooms.</summary>
    public int Peers { get; set; }

    /// <summary>The workers as JSON.</summary>
    public string WorkersJson { get; set; } = "[]";

    /// <summary>When the rooms were last compared with the tables.</summary>
    public DateTimeOffset? ReconciledAt { get; set; }

    /// <summary>The report whose parts are compared.</summary>
    public long ReconciledSequence { get; set; }

    /// <summary>The node is dead: its rooms may go elsewhere, and their ends are folded behind the events that it had sent.</summary>
    public bool Cleared { get; set; }

    /// <summary>When it was declared dead.</summary>
    public DateTimeOffset? ClearedAt { get; set; }

    /// <summary>The epoch in which the control plane has reached the node over HTTP: only then does a failed probe say anything.</summary>
    public long ReachedEpoch { get; set; }

    /// <summary>The node's id.</summary>
    [IgnoreDataMember]
    public string Id => RowKey;

    /// <summary>The state.</summary>
    [IgnoreDataMember]
    public NodeState NodeState
    {
        get => Enum.TryParse<NodeState>(State, out var state) ? state : NodeState.Stopping;
        set => State = value.ToString();
    }

    /// <summary>The workers.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<WorkerReport> Workers => StoredJson.Read<WorkerReport[]>(WorkersJson);

    /// <summary>Is this report newer than what is known?</summary>
    public bool IsNewer(NodeReport report) => (report.Epoch, report.Sequence).CompareTo((Epoch, Sequence)) > 0;

    /// <summary>Takes over a newer report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="now">When it arrived.</param>
    /// <param name="maxGap">Reports that are further apart are not without a gap.</param>
    public void Fold(NodeReport report, DateTimeOffset now, TimeSpan maxGap)
    {
        // Against the time of arrival: the reports that piled up during an outage do not close the gap that it made.
        ReportingSince = now - ReportedAt <= maxGap ? ReportingSince ?? now : now;

        // The node's own word counts once it drains, or when it never heard of the drain.
        if (report.Epoch != Epoch || report.State != NodeState.Serving || !(DrainAskedAt + DrainAnswerTime > now))
        {
            DrainAsked = null;
        }

        StateSequence = report.Epoch == Epoch && report.State == NodeState ? StateSequence : report.Sequence;

        // A report that was on its way when the node died does not revive it.
        Cleared = Cleared && report.Epoch == Epoch && report.SentAt <= ClearedAt;
        Epoch = report.Epoch;
        Sequence = report.Sequence;
        ReportedAt = report.SentAt < now ? report.SentAt : now;
        Url = report.Url;
        Region = report.Region;
        Version = report.Version;
        NodeState = report.State;
        NotServingSince = report.State == NodeState.Serving && DrainAsked is null ? null : NotServingSince ?? now;
        DrainDeadline = report.DrainDeadline;
        Load = report.Load;
        Cpu = report.Cpu;
        Memory = report.Memory;
        Ready = report.Ready;
        HealthUrl = report.HealthUrl;
        Rooms = report.RoomCount ?? report.Rooms.Count;
        Peers = report.PeerCount ?? report.Rooms.Sum(r => r.Peers);
        WorkersJson = StoredJson.Write(report.Workers);
    }
}

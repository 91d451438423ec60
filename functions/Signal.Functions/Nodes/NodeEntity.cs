using System.Runtime.Serialization;
using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>A media node with its newest report, without the rooms.</summary>
public sealed class NodeEntity : Entity
{
    /// <summary>The partition that holds all nodes.</summary>
    public const string Partition = "nodes";

    // A node that has not started to drain after this time did not receive the command.
    private static readonly TimeSpan DrainAnswerTime = TimeSpan.FromMinutes(2);

    // More than QuarantineOptions.MaxReturns can be.
    private const int MaxReturns = 21;

    // As many as a node reports.
    private const int MaxTenants = 20;

    /// <summary>The start of the node's process, Unix milliseconds.</summary>
    public long Epoch { get; set; }

    /// <summary>The sequence of the newest report.</summary>
    public long Sequence { get; set; }

    /// <summary>When the newest report reached the bus, by the clock of the bus, but never later than its arrival here.</summary>
    public DateTimeOffset ReportedAt { get; set; }

    /// <summary>Since when reports have arrived without a gap; null: they do not arrive, although the node responds to its health check.</summary>
    public DateTimeOffset? ReportingSince { get; set; }

    /// <summary>The URL of the hub for clients.</summary>
    public string Url { get; set; } = "";

    /// <summary>The region.</summary>
    public string? Region { get; set; }

    /// <summary>The version.</summary>
    public string Version { get; set; } = "";

    /// <summary>The name of the state.</summary>
    public string State { get; set; } = "";

    /// <summary>The sequence of the first report with this state.</summary>
    public long StateSequence { get; set; }

    /// <summary>Since when the node is not serving; null: it is serving.</summary>
    public DateTimeOffset? NotServingSince { get; set; }

    /// <summary>The deadline of the drain.</summary>
    public DateTimeOffset? DrainDeadline { get; set; }

    /// <summary>The deadline of a drain that was requested here: no new rooms, even before the node reports the drain.</summary>
    public DateTimeOffset? DrainAsked { get; set; }

    /// <summary>When the drain was requested.</summary>
    public DateTimeOffset? DrainAskedAt { get; set; }

    /// <summary>Whether the node can accept peers; null: not reported.</summary>
    public bool? Ready { get; set; }

    /// <summary>The base address of <c>/healthz/live</c>; null: the origin of <see cref="Url"/>.</summary>
    public string? HealthUrl { get; set; }

    /// <summary>The load, 0 to 1.</summary>
    public double Load { get; set; }

    /// <summary>The CPU usage, relative to the available cores, 0 to 1.</summary>
    public double Cpu { get; set; }

    /// <summary>The memory usage, relative to the available memory, 0 to 1; null: unknown.</summary>
    public double? Memory { get; set; }

    /// <summary>The usage of the node's disk, 0 to 1; null: unknown.</summary>
    public double? Disk { get; set; }

    /// <summary>The outcomes of the recent connections of peers as JSON; null: unknown.</summary>
    public string? ConnectionsJson { get; set; }

    /// <summary>The same for each tenant whose users failed to connect, as JSON.</summary>
    public string TenantConnectionsJson { get; set; } = "[]";

    /// <summary>The lead of the node's clock in the newest report, in seconds; negative: it lags.</summary>
    public double ClockOffset { get; set; }

    /// <summary>The same in the report before; null: there is none.</summary>
    public double? FormerClockOffset { get; set; }

    /// <summary>How other nodes can open links to the node, as JSON; null: it accepts none.</summary>
    public string? LinksJson { get; set; }

    /// <summary>When the node last restarted or reported again after a gap, as JSON.</summary>
    public string ReturnsJson { get; set; } = "[]";

    /// <summary>The reason of the quarantine; null: the node is not in quarantine.</summary>
    public string? QuarantineReason { get; set; }

    /// <summary>When the quarantine began.</summary>
    public DateTimeOffset? QuarantinedSince { get; set; }

    /// <summary>When a fault was last present.</summary>
    public DateTimeOffset? FaultSeenAt { get; set; }

    /// <summary>The number of open rooms.</summary>
    public int Rooms { get; set; }

    /// <summary>The number of peers in all rooms.</summary>
    public int Peers { get; set; }

    /// <summary>The workers as JSON.</summary>
    public string WorkersJson { get; set; } = "[]";

    /// <summary>When the rooms were last compared with the tables.</summary>
    public DateTimeOffset? ReconciledAt { get; set; }

    /// <summary>The sequence of the report whose parts are being compared.</summary>
    public long ReconciledSequence { get; set; }

    /// <summary>
    /// Whether the node is dead: its rooms may be placed elsewhere, and their end events are folded after the events that the node had
    /// sent.
    /// </summary>
    public bool Cleared { get; set; }

    /// <summary>When the node was declared dead.</summary>
    public DateTimeOffset? ClearedAt { get; set; }

    /// <summary>The sequence of the last report before the node was declared dead; null: the sinks have accepted the loss, or there is none.</summary>
    public long? LostSequence { get; set; }

    /// <summary>Whether an operator has removed the node: its row is deleted as soon as its rooms have ended.</summary>
    public bool Removing { get; set; }

    /// <summary>The epoch in which the control plane has reached the node over HTTP: only then is a failed probe conclusive.</summary>
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

    /// <summary>The loss of the node that the sinks have not accepted yet; null: none.</summary>
    [IgnoreDataMember]
    public NodeChange? PendingLoss => LostSequence is { } sequence && ClearedAt is { } at
        ? new NodeChange(Id, Epoch, sequence, NodeChangeKind.Lost, at)
        : null;

    /// <summary>The workers.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<WorkerReport> Workers => StoredJson.Read<WorkerReport[]>(WorkersJson);

    /// <summary>The outcomes of the recent connections of peers; null: unknown.</summary>
    [IgnoreDataMember]
    public ConnectionReport? Connections => ConnectionsJson is { } json ? StoredJson.Read<ConnectionReport>(json) : null;

    /// <summary>How other nodes can open links to the node; null: it accepts none.</summary>
    [IgnoreDataMember]
    public LinkReport? Links => LinksJson is { } json ? StoredJson.Read<LinkReport>(json) : null;

    /// <summary>The quarantine; null: none.</summary>
    [IgnoreDataMember]
    public Quarantine? Quarantine
    {
        get => QuarantineReason is { } reason ? new Quarantine(reason, QuarantinedSince ?? default, FaultSeenAt ?? default) : null;
        set => (QuarantineReason, QuarantinedSince, FaultSeenAt) = (value?.Reason, value?.Since, value?.SeenAt);
    }

    /// <summary>What is known of the node's health.</summary>
    [IgnoreDataMember]
    public NodeSigns Signs => new(
        Disk,
        Memory,
        TimeSpan.FromSeconds(ClockOffset),
        FormerClockOffset is { } former ? TimeSpan.FromSeconds(former) : null,
        Connections,
        StoredJson.Read<ConnectionReport[]>(TenantConnectionsJson),
        Returns);

    private IReadOnlyList<DateTimeOffset> Returns => StoredJson.Read<DateTimeOffset[]>(ReturnsJson);

    /// <summary>Whether the report is newer than the stored one.</summary>
    public bool IsNewer(NodeReport report) => (report.Epoch, report.Sequence).CompareTo((Epoch, Sequence)) > 0;

    /// <summary>
    /// Whether the node has reported after it was declared dead: it was suspended, or its reports were not delivered. A report that was in
    /// transit then does not count.
    /// </summary>
    public bool IsReturn(NodeReport report, DateTimeOffset enqueuedAt) => Cleared && report.Epoch == Epoch && enqueuedAt > ClearedAt;

    /// <summary>Applies a newer report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="enqueuedAt">When the report reached the bus, by the clock of the bus.</param>
    /// <param name="now">When the report arrived here.</param>
    /// <param name="maxGap">The maximum time between two reports that does not count as a gap.</param>
    public void Fold(NodeReport report, DateTimeOffset enqueuedAt, DateTimeOffset now, TimeSpan maxGap)
    {
        FoldSigns(report, enqueuedAt, now, maxGap);

        // Compared with the time of arrival: reports that queued up during an outage do not close the gap.
        ReportingSince = now - ReportedAt <= maxGap ? ReportingSince ?? now : now;

        // The reported state applies once the node drains, or when it did not execute the drain command while it was connected.
        var answersSince = ReportingSince > DrainAskedAt ? ReportingSince : DrainAskedAt;
        if (report.Epoch != Epoch || report.State != NodeState.Serving || !(answersSince + DrainAnswerTime > now))
        {
            DrainAsked = null;
        }

        StateSequence = report.Epoch == Epoch && report.State == NodeState ? StateSequence : report.Sequence;

        Cleared = Cleared && report.Epoch == Epoch && !IsReturn(report, enqueuedAt);
        (LostSequence, Removing) = Cleared ? (LostSequence, Removing) : (null, false);
        Epoch = report.Epoch;
        Sequence = report.Sequence;
        ReportedAt = enqueuedAt < now ? enqueuedAt : now;
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
        LinksJson = report.Links is { } links ? StoredJson.Write(links) : null;
        Rooms = report.RoomCount ?? report.Rooms.Count;
        Peers = report.PeerCount ?? report.Rooms.Sum(r => r.Peers);
        WorkersJson = StoredJson.Write(report.Workers);
    }

    private void FoldSigns(NodeReport report, DateTimeOffset enqueuedAt, DateTimeOffset now, TimeSpan maxGap)
    {
        var isFirst = Epoch == 0;
        FormerClockOffset = isFirst ? null : ClockOffset;
        ClockOffset = OffsetOf(report.SentAt, enqueuedAt, now).TotalSeconds;
        if (!isFirst && (report.Epoch != Epoch || enqueuedAt - ReportedAt > maxGap))
        {
            ReturnsJson = StoredJson.Write(Returns.Append(now).TakeLast(MaxReturns).ToArray());
        }

        Disk = report.Disk;
        ConnectionsJson = report.Connections is { } connections ? StoredJson.Write(connections) : null;
        TenantConnectionsJson = StoredJson.Write((report.TenantConnections ?? []).Take(MaxTenants).ToArray());
    }

    // Two clocks against one: the clock of the node is off only when it leads, or lags, the bus and the control plane. Time that the report
    // spent in the queue is between these two, and counts for neither.
    private static TimeSpan OffsetOf(DateTimeOffset sentAt, DateTimeOffset enqueuedAt, DateTimeOffset now)
    {
        var (earlier, later) = enqueuedAt < now ? (enqueuedAt, now) : (now, enqueuedAt);
        return sentAt > later ? sentAt - later : sentAt < earlier ? sentAt - earlier : TimeSpan.Zero;
    }
}

using Signal.Contracts.Messages;
using Signal.MediaNode.Links;
using Signal.MediaNode.Machine;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Reports;

/// <summary>Creates reports of the node's current state. Not thread-safe.</summary>
internal sealed class ReportWriter(
    NodeIdentity node,
    Lifecycle lifecycle,
    RoomDirectory rooms,
    WorkerPool workers,
    MachineCpu machine,
    MachineMemory memory,
    MachineDisk disk,
    NodeMetrics metrics,
    LinkKey links,
    ReportOptions options,
    TimeProvider time)
{
    private long _sequence;
    private volatile NodeReport? _last;

    /// <summary>The last report; null before the first.</summary>
    public NodeReport? Last => _last;

    /// <summary>Creates the next report, split into as many parts as fit bus messages.</summary>
    public IReadOnlyList<NodeReport> Write()
    {
        var stage = lifecycle.Now;
        var cpu = machine.Measure();
        var workerReports = workers.Slots.Select(slot => slot.Report()).ToList();
        var roomReports = rooms.All.Where(room => room.IsHome).Select(room => room.Report).ToList();
        var (connections, tenantConnections) = metrics.Connections.Measure();
        var report = new NodeReport
        {
            NodeId = node.Id,
            Epoch = node.Epoch,
            Sequence = ++_sequence,
            SentAt = time.GetUtcNow(),
            Url = node.HubUrl,
            Region = node.Region,
            Version = node.Version,
            State = stage.State,
            DrainDeadline = stage.Deadline,
            Load = NodeLoad.Of(workerReports, cpu, options.WorkerCapacity),
            Ready = workers.HasLive,
            Cpu = cpu,
            Memory = memory.Measure(),
            Disk = disk.Measure(),
            Connections = connections,
            TenantConnections = tenantConnections,
            Links = links.Report,
            RoomCount = roomReports.Count,
            PeerCount = rooms.All.Sum(room => room.JoinedHere),
            Workers = workerReports,
            Rooms = roomReports,
        };
        _last = report;
        return ReportParts.Of(report);
    }
}

using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Reports;

/// <summary>Says all there is to say about the node at a moment.</summary>
internal sealed class ReportWriter(
    NodeIdentity node,
    Lifecycle lifecycle,
    RoomDirectory rooms,
    WorkerPool workers,
    MachineCpu machine,
    ReportOptions options,
    TimeProvider time)
{
    private long _sequence;

    /// <summary>The next report.</summary>
    public NodeReport Write()
    {
        var workerReports = workers.Slots.Select(slot => slot.Report()).ToList();
        var cpu = machine.Measure();
        var stage = lifecycle.Now;
        return new NodeReport
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
            Cpu = cpu,
            Workers = workerReports,
            Rooms = [.. rooms.All.Select(room => room.Report)],
        };
    }
}

using System.Diagnostics.Metrics;
using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Reports;

/// <summary>The node's state, its load and its rooms by size, read at collection time.</summary>
internal sealed class StateGauges
{
    private static readonly (int Most, string Label)[] Sizes =
    [
        (0, "0"), (1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"), (20, "11-20"), (50, "21-50"), (100, "51-100"), (int.MaxValue, "101+"),
    ];

    public StateGauges(
        NodeMetrics metrics, Lifecycle lifecycle, WorkerPool workers, RoomDirectory rooms, EventQueue events, ReportWriter reports)
    {
        var meter = metrics.Meter;
        meter.CreateObservableGauge("signal.node.state", () => States(lifecycle.Now.State), null, "1 for the node's current state, 0 for the others.");
        meter.CreateObservableGauge("signal.node.ready", () => workers.HasLive ? 1 : 0, null, "Whether the node has a worker for new rooms.");
        meter.CreateObservableGauge(
            "signal.node.load", () => reports.Last?.Load ?? 0, null, "The load that the node reports and placement compares: 0 is idle, 1 is full.");
        meter.CreateObservableGauge("signal.node.cpu.ratio", () => reports.Last?.Cpu ?? 0, "1", "The share of the node's cores in use.");
        meter.CreateObservableGauge("signal.node.memory.ratio", () => reports.Last?.Memory ?? 0, "1", "The share of the node's memory in use.");
        meter.CreateObservableGauge("signal.node.rooms", () => BySize(rooms.All), null, "Open rooms, by the number of peers that have joined.");
        meter.CreateObservableGauge("signal.room_events.waiting", () => events.Count, null, "Room events that wait for the bus.");
    }

    private static IEnumerable<Measurement<int>> States(NodeState current) => Enum.GetValues<NodeState>().Select(state => new Measurement<int>(
        state == current ? 1 : 0, new KeyValuePair<string, object?>("state", JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()))));

    private static IEnumerable<Measurement<int>> BySize(IEnumerable<Room> rooms)
    {
        var counts = new int[Sizes.Length];
        foreach (var room in rooms)
        {
            var peers = room.Report.Peers;
            counts[Array.FindIndex(Sizes, size => peers <= size.Most)]++;
        }

        return counts.Select((count, index) => new Measurement<int>(count, new KeyValuePair<string, object?>("size", Sizes[index].Label)));
    }
}

using System.Diagnostics.Metrics;
using Signal.MediaNode.Links;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Reports;

/// <summary>The links with other nodes, and the streams that are piped to the workers of this one. Read at collection time.</summary>
internal sealed class CascadeGauges
{
    public CascadeGauges(NodeMetrics metrics, NodeLinks links, WorkerPool workers)
    {
        var meter = metrics.Meter;
        meter.CreateObservableGauge("signal.links.open", () => links.Count, null, "Links with other nodes, in both directions.");
        meter.CreateObservableGauge(
            "signal.pipes",
            () => new[] { Pipes("worker", slot => slot.LocalPipes), Pipes("node", slot => slot.NodePipes) },
            null,
            "Streams that are piped to the workers of this node, from its other workers or from other nodes.");

        Measurement<int> Pipes(string from, Func<WorkerSlot, LiveCount> count) =>
            new(workers.Slots.Sum(slot => count(slot).Value), new KeyValuePair<string, object?>("from", from));
    }
}

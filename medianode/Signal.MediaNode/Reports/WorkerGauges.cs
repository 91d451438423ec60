using System.Diagnostics.Metrics;
using Signal.MediaNode.Machine;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Reports;

/// <summary>
/// The workers, by index: a replacement continues with the index of the worker that died. Read at collection time, except the deaths.
/// </summary>
internal sealed class WorkerGauges
{
    private readonly WorkerPool _workers;

    public WorkerGauges(NodeMetrics metrics, WorkerPool workers, MediasoupOptions options)
    {
        _workers = workers;
        var meter = metrics.Meter;
        meter.CreateObservableGauge("signal.workers.configured", () => options.WorkerCount, null, "Workers that the node should run.");
        meter.CreateObservableCounter(
            "signal.worker.cpu.time", () => OfRunning(usage => usage.CpuTime.TotalSeconds), "s", "CPU time of a worker, which uses at most one core.");
        meter.CreateObservableGauge("signal.worker.memory.usage", () => OfRunning(usage => usage.ResidentBytes), "By", "Resident memory of a worker.");
        meter.CreateObservableGauge("signal.worker.consumers", () => OfEach(slot => slot.Consumers.Value), null, "Consumers of audio and video of a worker.");
        var deaths = meter.CreateCounter<long>("signal.worker.deaths", description: "Workers that exited unexpectedly and were replaced.");
        deaths.Add(0);
        workers.Died += _ => deaths.Add(1);
    }

    private IEnumerable<Measurement<T>> OfRunning<T>(Func<ProcessUsage, T> value)
        where T : struct
    {
        foreach (var slot in _workers.Slots)
        {
            if (slot.Usage is { } usage)
            {
                yield return new Measurement<T>(value(usage), IndexOf(slot));
            }
        }
    }

    private IEnumerable<Measurement<int>> OfEach(Func<WorkerSlot, int> value) =>
        _workers.Slots.Select(slot => new Measurement<int>(value(slot), IndexOf(slot)));

    private static KeyValuePair<string, object?> IndexOf(WorkerSlot slot) => new("worker", slot.Index);
}

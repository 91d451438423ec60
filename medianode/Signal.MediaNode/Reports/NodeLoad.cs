using Signal.Contracts.Messages;

namespace Signal.MediaNode.Reports;

/// <summary>The load of a node, as placement compares it.</summary>
internal static class NodeLoad
{
    private const double ConsumerWeight = 1;
    private const double ProducerWeight = 1;
    private const double TransportWeight = 0.5;

    /// <summary>
    /// The greater of the machine's CPU share and the used share of the workers' capacity; 1 also when no worker runs. Objects count as
    /// soon as they are created, CPU usage follows with the media: neither alone shows both a burst of joins and a heavy call.
    /// </summary>
    public static double Of(IReadOnlyList<WorkerReport> workers, double cpu, double workerCapacity)
    {
        if (workers.Count == 0)
        {
            return 1;
        }

        var objects = workers.Sum(Weigh) / (workers.Count * workerCapacity);
        return Math.Round(Math.Max(cpu, objects), 4);
    }

    /// <summary>Returns the weighted number of objects of one worker.</summary>
    public static double Weigh(WorkerReport worker) =>
        (worker.Consumers * ConsumerWeight) + (worker.Producers * ProducerWeight) + (worker.Transports * TransportWeight);
}

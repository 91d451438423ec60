using Signal.Contracts.Messages;

namespace Signal.MediaNode.Reports;

/// <summary>How busy a node is, as placement sees it.</summary>
internal static class NodeLoad
{
    private const double ConsumerWeight = 1;
    private const double ProducerWeight = 1;
    private const double TransportWeight = 0.5;

    /// <summary>
    /// The greater of the machine's CPU share and the share of its workers' capacity in use; 1 also when no worker lives. Objects count as
    /// soon as they are made, CPU follows with the media: neither alone shows both a burst of joins and a heavy call.
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

    /// <summary>The weighted objects of one worker.</summary>
    public static double Weigh(WorkerReport worker) =>
        (worker.Consumers * ConsumerWeight) + (worker.Producers * ProducerWeight) + (worker.Transports * TransportWeight);
}

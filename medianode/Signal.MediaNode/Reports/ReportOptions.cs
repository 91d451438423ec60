using Signal.MediaNode.Options;

namespace Signal.MediaNode.Reports;

/// <summary>How the node reports. Section <c>Reports</c>.</summary>
internal sealed record ReportOptions : ICheckedOptions
{
    /// <summary>The time between two reports.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many room events wait while the bus is away. Then the oldest are dropped; the roster that the control plane asks for repairs it.</summary>
    public int MaxWaitingEvents { get; init; } = 50_000;

    /// <summary>So many room events go in one batch.</summary>
    public int MaxBatch { get; init; } = 100;

    /// <summary>The time between two tries while the bus is away.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the node tries to send what is left when it stops.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many weighted objects (a consumer weighs 1) one worker carries at most.</summary>
    public double WorkerCapacity { get; init; } = 500;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Interval < TimeSpan.FromMilliseconds(100) || RetryInterval < TimeSpan.FromMilliseconds(100))
        {
            yield return "Interval and RetryInterval must be at least 100 ms.";
        }

        if (FlushTimeout < TimeSpan.Zero)
        {
            yield return "FlushTimeout must not be negative.";
        }

        if (MaxWaitingEvents < 1 || MaxBatch < 1)
        {
            yield return "MaxWaitingEvents and MaxBatch must be at least one.";
        }

        if (WorkerCapacity <= 0)
        {
            yield return "WorkerCapacity must be more than zero.";
        }
    }
}

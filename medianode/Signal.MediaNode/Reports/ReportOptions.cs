using Signal.MediaNode.Options;

namespace Signal.MediaNode.Reports;

/// <summary>How the node reports. Section <c>Reports</c>.</summary>
internal sealed record ReportOptions : ICheckedOptions
{
    /// <summary>The time between two reports.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the node tries to send its last report when it stops.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many weighted objects (a consumer weighs 1) one worker carries at most.</summary>
    public double WorkerCapacity { get; init; } = 500;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Interval < TimeSpan.FromMilliseconds(100))
        {
            yield return "Interval must be at least 100 ms.";
        }

        if (FlushTimeout < TimeSpan.Zero)
        {
            yield return "FlushTimeout must not be negative.";
        }

        if (WorkerCapacity <= 0)
        {
            yield return "WorkerCapacity must be more than zero.";
        }
    }
}

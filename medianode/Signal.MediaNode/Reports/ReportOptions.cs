using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Reports;

/// <summary>Reports and room events, which the node sends to the control plane.</summary>
[Settings("Reports")]
internal sealed record ReportOptions
{
    /// <summary>The time between two reports.</summary>
    [DurationRange("100ms", "1d")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Room events that wait while the bus is unavailable. Beyond it the oldest are dropped; the roster that the control plane asks for repairs it.</summary>
    [Range(1, int.MaxValue)]
    public int MaxWaitingEvents { get; init; } = 50_000;

    /// <summary>Room events in one batch.</summary>
    [Range(1, int.MaxValue)]
    public int MaxBatch { get; init; } = 100;

    /// <summary>The time between two tries while the bus is unavailable.</summary>
    [DurationRange("100ms", "10m")]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the node tries to send what is left when it stops.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The weight (a consumer weighs 1) that one worker carries at full load.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double WorkerCapacity { get; init; } = 500;
}

using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Reports;

/// <summary>Reports, with which the node sends its state and load to the control plane.</summary>
[Settings("Reports")]
internal sealed record ReportOptions : IValidatableObject
{
    /// <summary>The time between two reports.</summary>
    [DurationRange("100ms", "1d")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the node tries to send its last report when it stops.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The weight (a consumer weighs 1) that one worker carries at full load.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double WorkerCapacity { get; init; } = 500;

    /// <summary>
    /// A directory on the file system whose usage the node reports: the one that logs and temporary files fill. The control plane places no
    /// rooms on a node whose disk is full.
    /// </summary>
    [Required]
    public string DiskPath { get; init; } = "/";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Directory.Exists(DiskPath))
        {
            yield return new ValidationResult("set an existing directory", [nameof(DiskPath)]);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nodes;

/// <summary>The monitoring of nodes.</summary>
[Settings("Nodes")]
public sealed record NodesOptions : IValidatableObject
{
    /// <summary>The age of the last report from which a node gets no new tokens.</summary>
    [DurationRange("1ms", "1h")]
    public TimeSpan ReportMaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The age of the last report from which a node is dead, if another node has reported in the meantime and the node does not respond to its
    /// health check: its rooms and participants are removed. Until then its live rooms are not moved.
    /// </summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time after which the row of a dead node is deleted.</summary>
    [DurationRange("1ms", "365d")]
    public TimeSpan Forget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an instance caches the list of nodes.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan Cache { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the rooms in a node's reports are compared with the tables.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a report and the tables may differ before a repair starts, since events may still be in transit.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan ReconcileGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lease < ReportMaxAge)
        {
            yield return new ValidationResult("set at least Nodes__ReportMaxAge", [nameof(Lease)]);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nodes;

/// <summary>The supervision of nodes.</summary>
[Settings("Nodes")]
public sealed record NodesOptions : IValidatableObject
{
    /// <summary>The age of the last report at which a node gets no more tokens.</summary>
    [DurationRange("1ms", "1h")]
    public TimeSpan ReportMaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The age of the last report at which a node is dead, if another node has reported all the time: its rooms and participants are cleared away.
    /// Until then its live rooms are not moved.
    /// </summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time after which the row of a dead node is deleted.</summary>
    [DurationRange("1ms", "365d")]
    public TimeSpan Forget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an instance may use the nodes that it has read.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan Cache { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the rooms in a node's reports are compared with the tables.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a report and the tables may differ before something is done, since events may be on their way.</summary>
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

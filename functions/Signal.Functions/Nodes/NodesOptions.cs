using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Nodes;

/// <summary>Section <c>Nodes</c>.</summary>
public sealed record NodesOptions : IValidatableObject
{
    /// <summary>A node whose last report is older gets no tokens.</summary>
    public TimeSpan ReportMaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A node whose last report is older, while another node has reported all the time, is dead: its rooms and participants are cleared away.
    /// Until then its live rooms are not moved.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The row of a dead node is deleted after this.</summary>
    public TimeSpan Forget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an instance may go on with the nodes that it has read.</summary>
    public TimeSpan Cache { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the rooms in a node's reports are compared with the tables.</summary>
    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a report and the tables may differ before something is done: events may be on their way.</summary>
    public TimeSpan ReconcileGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReportMaxAge <= TimeSpan.Zero || Lease < ReportMaxAge || Forget <= TimeSpan.Zero)
        {
            yield return new ValidationResult("Nodes: ReportMaxAge and Forget must be positive, Lease at least ReportMaxAge.");
        }

        if (Cache < TimeSpan.Zero || ReconcileEvery < TimeSpan.Zero || ReconcileGrace < TimeSpan.Zero)
        {
            yield return new ValidationResult("Nodes: Cache, ReconcileEvery and ReconcileGrace must not be negative.");
        }
    }
}

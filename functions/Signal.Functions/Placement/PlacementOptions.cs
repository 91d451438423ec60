using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Placement;

/// <summary>Section <c>Placement</c>.</summary>
public sealed record PlacementOptions : IValidatableObject
{
    /// <summary>The policy of rooms that name none.</summary>
    public string DefaultPolicy { get; init; } = PlacementPolicyNames.LeastLoad;

    /// <summary>The load that a room just placed is taken to add, until reports show it.</summary>
    public double RoomLoad { get; init; } = 0.02;

    /// <summary>How long a room counts as just placed. Clients need some seconds to join, reports some more to tell.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many nodes policy <c>nearest</c> offers.</summary>
    public int Candidates { get; init; } = 3;

    /// <summary>How long a client may choose among them.</summary>
    public TimeSpan ChoiceTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a node must have been draining before its rooms that are not open are placed elsewhere: one may just be opening.</summary>
    public TimeSpan DrainGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(RoomLoad >= 0) || Settle < TimeSpan.Zero || DrainGrace < TimeSpan.Zero)
        {
            yield return new ValidationResult("Placement: RoomLoad, Settle and DrainGrace must not be negative.");
        }

        if (Candidates < 1 || ChoiceTime <= TimeSpan.Zero)
        {
            yield return new ValidationResult("Placement: Candidates must be 1 or more, ChoiceTime positive.");
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Scaling;

/// <summary>The scale set of media nodes whose size the control plane looks after. Without <c>ScaleSet</c> it looks after none.</summary>
[Settings("Scaling")]
public sealed record ScalingOptions : IValidatableObject
{
    /// <summary>The resource id of a virtual machine scale set in flexible orchestration. The names of its machines are the ids of their nodes.</summary>
    [ScaleSetId]
    public string? ScaleSet { get; init; }

    /// <summary>The fewest nodes.</summary>
    [Range(1, 1000)]
    public int Floor { get; init; } = 2;

    /// <summary>The most nodes.</summary>
    [Range(1, 1000)]
    public int Ceiling { get; init; } = 10;

    /// <summary>The mean load of the nodes, 1 is full, above which nodes are added.</summary>
    [Range(0.05, 1)]
    public double OutLoad { get; init; } = 0.6;

    /// <summary>One node is taken away when the mean load of the others would be below this.</summary>
    [Range(0, 0.95)]
    public double InLoad { get; init; } = 0.4;

    /// <summary>How long nothing has changed before nodes are added.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan OutPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long nothing has changed before a node is taken away.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan InPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a new machine may take to report; after that it is replaced.</summary>
    [DurationRange("1m", "1d")]
    public TimeSpan StartTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a node that is to go may wait for its last call; then its calls move to other nodes.</summary>
    [DurationRange("0s", "7d")]
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a node that is to go is kept at least, for clients that hold a token for it.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan LeastDrainTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The address of Azure Resource Manager.</summary>
    [HttpAddress]
    public string ManagementUrl { get; init; } = "https://management.azure.com";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Ceiling < Floor)
        {
            yield return new ValidationResult("set at least Scaling__Floor", [nameof(Ceiling)]);
        }

        // Otherwise what one pass adds the next one takes away.
        if (InLoad >= OutLoad)
        {
            yield return new ValidationResult("set less than Scaling__OutLoad", [nameof(InLoad)]);
        }
    }
}

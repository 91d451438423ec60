using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Scaling;

/// <summary>The scale set of media nodes whose size the control plane manages. Without <c>ScaleSet</c> scaling is disabled.</summary>
[Settings("Scaling")]
public sealed record ScalingOptions : IValidatableObject
{
    /// <summary>
    /// The resource id of a virtual machine scale set in flexible orchestration. The names of its machines must be the ids of their nodes.
    /// </summary>
    [ScaleSetId]
    public string? ScaleSet { get; init; }

    /// <summary>The minimum number of nodes.</summary>
    [Range(1, 1000)]
    public int Floor { get; init; } = 2;

    /// <summary>The maximum number of nodes.</summary>
    [Range(1, 1000)]
    public int Ceiling { get; init; } = 10;

    /// <summary>The mean load of the nodes (1 is full) above which nodes are added.</summary>
    [Range(0.05, 1)]
    public double OutLoad { get; init; } = 0.6;

    /// <summary>One node is removed when the mean load of the others would be below this value.</summary>
    [Range(0, 0.95)]
    public double InLoad { get; init; } = 0.4;

    /// <summary>The minimum time since the last change before nodes are added.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan OutPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The minimum time since the last change before a node is removed.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan InPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The maximum time until a new machine reports; after that it is replaced.</summary>
    [DurationRange("1m", "1d")]
    public TimeSpan StartTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a node that is being removed waits for its calls to end; after that they move to other nodes.</summary>
    [DurationRange("0s", "7d")]
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The minimum time that a node that is being removed is kept, for clients that hold a token for it.</summary>
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

        // Otherwise one pass would remove what the previous one added.
        if (InLoad >= OutLoad)
        {
            yield return new ValidationResult("set less than Scaling__OutLoad", [nameof(InLoad)]);
        }
    }
}

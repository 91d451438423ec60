using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Signing;

/// <summary>The keys that sign room tokens.</summary>
[Settings("Signing")]
public sealed record SigningOptions : IValidatableObject
{
    /// <summary>How long a key is used for signing before the next one replaces it.</summary>
    [DurationRange("1m", "365d")]
    public TimeSpan KeyLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it is used for signing, so that nodes have fetched it by then.</summary>
    [DurationRange("1s", "30d")]
    public TimeSpan PublishAhead { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an instance caches the keys. Must be shorter than <see cref="PublishAhead"/>.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan Cache { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublishAhead <= Cache)
        {
            yield return new ValidationResult("set more than Signing__Cache", [nameof(PublishAhead)]);
        }

        if (KeyLife <= PublishAhead)
        {
            yield return new ValidationResult("set more than Signing__PublishAhead", [nameof(KeyLife)]);
        }
    }
}

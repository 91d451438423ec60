using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Tokens;

/// <summary>Room tokens.</summary>
[Settings("Tokens")]
public sealed record TokensOptions : IValidatableObject
{
    /// <summary>The lifetime of a token when the request does not specify one.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan DefaultLife { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The maximum lifetime that a request may specify.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan MaxLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxLife < DefaultLife)
        {
            yield return new ValidationResult("set at least Tokens__DefaultLife", [nameof(MaxLife)]);
        }
    }
}

using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Tokens;

/// <summary>Section <c>Tokens</c>.</summary>
public sealed record TokensOptions : IValidatableObject
{
    /// <summary>How long a token is good when its request says nothing.</summary>
    public TimeSpan DefaultLife { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The longest that a request may ask for.</summary>
    public TimeSpan MaxLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DefaultLife < TimeSpan.FromSeconds(1) || MaxLife < DefaultLife)
        {
            yield return new ValidationResult("Tokens: DefaultLife must be a second or more, MaxLife at least DefaultLife.");
        }
    }
}

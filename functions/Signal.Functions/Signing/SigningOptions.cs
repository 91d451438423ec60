using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Signing;

/// <summary>Section <c>Signing</c>: the keys that sign room tokens.</summary>
public sealed record SigningOptions : IValidatableObject
{
    /// <summary>How long a key signs before the next one takes over.</summary>
    public TimeSpan KeyLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs, so that nodes know it by then.</summary>
    public TimeSpan PublishAhead { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an instance may go on with the keys that it has read. Shorter than <see cref="PublishAhead"/>.</summary>
    public TimeSpan Cache { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Cache < TimeSpan.Zero || PublishAhead <= Cache || KeyLife <= PublishAhead)
        {
            yield return new ValidationResult("Signing: Cache must not be negative, PublishAhead longer than Cache, KeyLife longer than PublishAhead.");
        }
    }
}

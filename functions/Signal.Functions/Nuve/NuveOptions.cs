using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Nuve;

/// <summary>Section <c>Nuve</c>: mediasoup-signal's REST API.</summary>
public sealed record NuveOptions : IValidatableObject
{
    /// <summary>Is the API there at all?</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Do its routes answer without the prefix <c>/nuve</c> too? Clients that are given host and port alone, as the Python one, need that.</summary>
    public bool AtRoot { get; init; } = true;

    /// <summary>How far a request's time stamp may be off, either way. Nonces are kept for as long.</summary>
    public TimeSpan ClockWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The role whose grants a token carries when its role is none of ours. mediasoup-signal let everybody publish: set <c>presenter</c> for that.
    /// Null: such a token is refused.
    /// </summary>
    public string? UnknownRoleGrants { get; init; } = Signal.Contracts.Tokens.Roles.Viewer;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClockWindow <= TimeSpan.Zero || ClockWindow > TimeSpan.FromDays(1))
        {
            yield return new ValidationResult("Nuve:ClockWindow must lie between 0 and one day.");
        }

        if (UnknownRoleGrants is not null && !Signal.Contracts.Tokens.Roles.Names.Contains(UnknownRoleGrants))
        {
            yield return new ValidationResult($"Nuve:UnknownRoleGrants must be one of {string.Join(", ", Signal.Contracts.Tokens.Roles.Names)}.");
        }
    }
}

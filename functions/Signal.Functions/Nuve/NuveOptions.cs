using System.ComponentModel.DataAnnotations;
using Signal.Contracts.Tokens;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nuve;

/// <summary>mediasoup-signal's REST API.</summary>
[Settings("Nuve")]
public sealed record NuveOptions : IValidatableObject
{
    /// <summary>Whether the API exists.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether its routes also answer without the prefix <c>/nuve</c>, for clients that are given only host and port, as the Python one.</summary>
    public bool AtRoot { get; init; } = true;

    /// <summary>How far a request's time stamp may be off, either way. Nonces are kept for as long.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan ClockWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The role whose grants a token carries when its own role is unknown. mediasoup-signal let all users publish: set <c>presenter</c> for that.
    /// Empty: such a token is refused.
    /// </summary>
    public string? UnknownRoleGrants { get; init; } = Roles.Viewer;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(UnknownRoleGrants) && !Roles.Names.Contains(UnknownRoleGrants))
        {
            yield return new ValidationResult($"set one of {string.Join(", ", Roles.Names)}", [nameof(UnknownRoleGrants)]);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Signal.Contracts.Tokens;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nuve;

/// <summary>mediasoup-signal's REST API.</summary>
[Settings("Nuve")]
public sealed record NuveOptions : IValidatableObject
{
    /// <summary>Whether the API is enabled.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Whether the routes are also available without the prefix <c>/nuve</c>, for clients that are configured with host and port only, such
    /// as the Python client.
    /// </summary>
    public bool AtRoot { get; init; } = true;

    /// <summary>The maximum deviation of a request's timestamp, in either direction. Nonces are kept for as long.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan ClockWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The role whose grants a token carries when its own role is unknown. mediasoup-signal allows all users to publish: set
    /// <c>presenter</c> for that behavior. Empty: such a token is refused.
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

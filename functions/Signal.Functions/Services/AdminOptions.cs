using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Services;

/// <summary>Section <c>Admin</c>: the service that may create services and see nodes.</summary>
public sealed record AdminOptions : IValidatableObject
{
    /// <summary>The audience of the JWTs that services sign for <c>/v1</c>.</summary>
    public const string Audience = "signal-hybrid";

    /// <summary>The superservice's id.</summary>
    public string SuperserviceId { get; init; } = "superservice";

    /// <summary>
    /// The superservice's first key: at least 16 characters. Taken over once; when the setting changes, the new value becomes a further key.
    /// Null: there is no superservice unless the tables hold one.
    /// </summary>
    public string? SuperserviceKey { get; init; }

    /// <summary>How long an instance may go on with what it knows of a service.</summary>
    public TimeSpan ServiceCache { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SuperserviceKey is { Length: > 0 and < 16 })
        {
            yield return new ValidationResult("Admin:SuperserviceKey is too short: set 16 characters or more.");
        }

        if (!Ids.IsWellFormed(SuperserviceId))
        {
            yield return new ValidationResult("Admin:SuperserviceId must be 1 to 64 letters, digits, '-', '_' and '.'.");
        }

        if (ServiceCache < TimeSpan.Zero)
        {
            yield return new ValidationResult("Admin:ServiceCache must not be negative.");
        }
    }
}

using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Services;

/// <summary>Section <c>Admin</c>: the service that may create services and see nodes.</summary>
public sealed record AdminOptions : IValidatableObject
{
    /// <summary>The audience of the JWTs that services sign for <c>/v1</c>.</summary>
    public const string Audience = "signal-hybrid";

    /// <summary>The fewest characters of a key that was not generated here.</summary>
    public const int MinKeyLength = 16;

    /// <summary>The superservice's id.</summary>
    public string SuperserviceId { get; init; } = "superservice";

    /// <summary>
    /// The superservice's first key: at least 16 characters. Taken over once; when the setting changes, the new value becomes its key, and the key
    /// before ends after <see cref="SuperserviceKeyGrace"/>.
    /// Null: there is no superservice unless the tables hold one.
    /// </summary>
    public string? SuperserviceKey { get; init; }

    /// <summary>How long the superservice's key before stays valid when <see cref="SuperserviceKey"/> has been replaced.</summary>
    public TimeSpan SuperserviceKeyGrace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an instance may go on with what it knows of a service.</summary>
    public TimeSpan ServiceCache { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SuperserviceKey is { Length: > 0 and < MinKeyLength })
        {
            yield return new ValidationResult("Admin:SuperserviceKey is too short: set 16 characters or more.");
        }

        if (!Ids.IsWellFormed(SuperserviceId))
        {
            yield return new ValidationResult("Admin:SuperserviceId must be 1 to 64 letters, digits, '-', '_' and '.'.");
        }

        if (ServiceCache < TimeSpan.Zero || SuperserviceKeyGrace < TimeSpan.Zero)
        {
            yield return new ValidationResult("Admin:ServiceCache and SuperserviceKeyGrace must not be negative.");
        }
    }
}

using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Storage;

/// <summary>Section <c>Tables</c>: where the tables are.</summary>
public sealed record TablesOptions : IValidatableObject
{
    /// <summary>A storage connection string, with a key or a SAS; for emulators and tests.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The table endpoint (<c>https://account.table.core.windows.net</c>), reached with the managed identity.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The client id of a user-assigned identity; null: the system-assigned one, or whoever is signed in on a developer's machine.</summary>
    public string? ClientId { get; init; }

    /// <summary>Put before every table name, so that several installations can share an account.</summary>
    [RegularExpression("^([A-Za-z][A-Za-z0-9]{0,39})?$")]
    public string Prefix { get; init; } = "";

    /// <summary>How long the table service may take to answer a request, 0.1 to 30 seconds. A request is tried twice.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString) == (Endpoint is null))
        {
            yield return new ValidationResult("Set either Tables:ConnectionString or Tables:Endpoint.");
        }

        if (Timeout < TimeSpan.FromSeconds(0.1) || Timeout > TimeSpan.FromSeconds(30))
        {
            yield return new ValidationResult("Set Tables:Timeout to 0.1 to 30 seconds.");
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Storage;

/// <summary>Table storage: either <see cref="ConnectionString"/> or <see cref="Endpoint"/>.</summary>
[Settings("Tables")]
public sealed record TablesOptions : IValidatableObject
{
    /// <summary>A storage connection string, with a key or a SAS; for emulators and tests.</summary>
    [Secret]
    public string? ConnectionString { get; init; }

    /// <summary>The table endpoint (<c>https://account.table.core.windows.net</c>), accessed with the managed identity.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The client id of a user-assigned identity. Default: the system-assigned one, or on a developer's machine the user who is signed in.</summary>
    public string? ClientId { get; init; }

    /// <summary>The prefix of all table names, so that several installations can share an account.</summary>
    [RegularExpression("[A-Za-z][A-Za-z0-9]{0,39}", ErrorMessage = "1 to 40 letters and digits, a letter first")]
    public string Prefix { get; init; } = "";

    /// <summary>The timeout of a request to the table service. A request is attempted twice.</summary>
    [DurationRange("100ms", "30s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString) == (Endpoint is null))
        {
            yield return new ValidationResult("set either Tables__ConnectionString or Tables__Endpoint");
        }
    }
}

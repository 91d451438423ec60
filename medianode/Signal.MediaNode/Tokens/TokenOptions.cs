using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Tokens;

/// <summary>The source of the keys that verify room tokens: exactly one of <see cref="Url"/>, <see cref="Jwks"/> and <see cref="JwksFile"/>.</summary>
[Settings("ControlPlane")]
internal sealed record TokenOptions : IValidatableObject
{
    /// <summary>The URL of the control plane; its keys are at <c>/.well-known/jwks.json</c> below it.</summary>
    [HttpAddress]
    public string? Url { get; init; }

    /// <summary>A JSON Web Key Set, as text.</summary>
    public string? Jwks { get; init; }

    /// <summary>A file that holds a JSON Web Key Set; read again at each refresh.</summary>
    public string? JwksFile { get; init; }

    /// <summary>How often the keys are fetched.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The minimum time between two fetches, however many unknown key ids tokens carry.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan MinimumRefreshInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The tolerated difference between the clocks of node and control plane.</summary>
    [DurationRange("0s", "5m")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new[] { Url, Jwks, JwksFile }.Count(source => !string.IsNullOrWhiteSpace(source)) != 1)
        {
            yield return new ValidationResult(
                "set exactly one of ControlPlane__Url, ControlPlane__Jwks and ControlPlane__JwksFile: "
                + "the source of the keys that verify tokens",
                [nameof(Url)]);
        }

        if (RefreshInterval < MinimumRefreshInterval)
        {
            yield return new ValidationResult("set at least ControlPlane__MinimumRefreshInterval", [nameof(RefreshInterval)]);
        }
    }
}

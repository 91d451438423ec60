using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Demo;

/// <summary>
/// The token endpoint of the demo page. It issues a token to any caller and is intended for local use only; in production the application's
/// own back end replaces it.
/// </summary>
[Settings("Demo")]
internal sealed record DemoOptions : IValidatableObject
{
    /// <summary>Whether the token endpoint is enabled.</summary>
    public bool Enabled { get; init; }

    /// <summary>The id of the service on whose behalf the node requests tokens.</summary>
    public string ServiceId { get; init; } = "";

    /// <summary>The id of the service's key; optional.</summary>
    public string? KeyId { get; init; }

    /// <summary>The service's key.</summary>
    [Secret]
    [MinLength(16)]
    public string ServiceKey { get; init; } = "";

    /// <summary>The address of the control plane. Default: <c>ControlPlane__Url</c>.</summary>
    [HttpAddress]
    public string? ControlPlaneUrl { get; init; }

    /// <summary>The number of tokens that one client address can request per minute.</summary>
    [Range(1, int.MaxValue)]
    public int TokensPerAddressPerMinute { get; init; } = 120;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Enabled && ServiceId.Length == 0)
        {
            yield return new ValidationResult("set the id of a service of the control plane, or Demo__Enabled to false", [nameof(ServiceId)]);
        }

        if (Enabled && ServiceKey.Length == 0)
        {
            yield return new ValidationResult("set the key of that service, or Demo__Enabled to false", [nameof(ServiceKey)]);
        }
    }
}

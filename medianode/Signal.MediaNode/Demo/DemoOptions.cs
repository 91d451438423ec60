using Signal.MediaNode.Options;

namespace Signal.MediaNode.Demo;

/// <summary>
/// The token endpoint of the demo page. Section <c>Demo</c>. It gives tokens to everybody who asks, so it is for local use; an application's
/// own back end takes its place.
/// </summary>
internal sealed record DemoOptions : ICheckedOptions
{
    /// <summary>Is there a token endpoint?</summary>
    public bool Enabled { get; init; }

    /// <summary>The service in whose name the node asks for tokens.</summary>
    public string ServiceId { get; init; } = "";

    /// <summary>The id of its key; may be left out.</summary>
    public string? KeyId { get; init; }

    /// <summary>Its key.</summary>
    public string ServiceKey { get; init; } = "";

    /// <summary>Where the control plane is; absent: <c>ControlPlane:Url</c>.</summary>
    public string? ControlPlaneUrl { get; init; }

    /// <summary>Tokens that one address may get per minute.</summary>
    public int TokensPerAddressPerMinute { get; init; } = 120;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Enabled && (ServiceId.Length == 0 || ServiceKey.Length < 16))
        {
            yield return "ServiceId and ServiceKey must be those of a service of the control plane when the demo is enabled (set Demo__ServiceId and Demo__ServiceKey).";
        }

        if (TokensPerAddressPerMinute < 1)
        {
            yield return "TokensPerAddressPerMinute must be at least one.";
        }
    }
}

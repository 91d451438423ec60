using Signal.MediaNode.Options;

namespace Signal.MediaNode.Tokens;

/// <summary>Where the keys that verify room tokens come from. Section <c>ControlPlane</c>.</summary>
internal sealed record TokenOptions : ICheckedOptions
{
    /// <summary>The address of the control plane; its keys are at <c>/.well-known/jwks.json</c> below it.</summary>
    public string? Url { get; init; }

    /// <summary>A JSON Web Key Set, as text, instead of the control plane's.</summary>
    public string? Jwks { get; init; }

    /// <summary>A file that holds a JSON Web Key Set, instead of the control plane's; read again at each refresh.</summary>
    public string? JwksFile { get; init; }

    /// <summary>How often the keys are fetched anew.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The least time between two fetches, whatever key ids come along.</summary>
    public TimeSpan MinimumRefreshInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How far the clocks of node and control plane may be apart.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (new[] { Url, Jwks, JwksFile }.Count(source => !string.IsNullOrWhiteSpace(source)) != 1)
        {
            yield return "exactly one of Url, Jwks and JwksFile must say where the keys that verify tokens are (set ControlPlane__Url).";
        }
        else if (!string.IsNullOrWhiteSpace(Url) && !Uri.TryCreate(Url, UriKind.Absolute, out _))
        {
            yield return $"Url '{Url}' must be an absolute http or https address.";
        }

        if (RefreshInterval < MinimumRefreshInterval || MinimumRefreshInterval <= TimeSpan.Zero)
        {
            yield return "MinimumRefreshInterval must be more than zero and at most RefreshInterval.";
        }

        if (ClockSkew < TimeSpan.Zero || ClockSkew > TimeSpan.FromMinutes(5))
        {
            yield return "ClockSkew must be between zero and five minutes.";
        }
    }
}

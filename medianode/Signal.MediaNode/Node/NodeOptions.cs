using Signal.MediaNode.Options;

namespace Signal.MediaNode.Node;

/// <summary>Who the node is. Section <c>Node</c>.</summary>
internal sealed record NodeOptions : ICheckedOptions
{
    /// <summary>The node's id, stable over restarts and unique in the fleet; also the audience of its tokens.</summary>
    public string Id { get; init; } = "";

    /// <summary>The region that placement may prefer; free text.</summary>
    public string? Region { get; init; }

    /// <summary>Where clients reach this node: <c>https://node1.example</c>. The hub lies at <c>/signal</c> below it.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>
    /// Web pages of these origins may open the hub, besides pages of the node itself and clients that are no browsers; <c>*</c> allows all.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The addresses of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Id.Length is 0 or > 64 || !Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            yield return "Id must be 1 to 64 letters, digits, '-', '_' or '.' (set Node__Id).";
        }

        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            yield return "PublicUrl must be the absolute http or https address at which clients reach this node (set Node__PublicUrl).";
        }

        foreach (var origin in AllowedOrigins.Where(origin => origin != WebOrigin.Any && WebOrigin.TryNormalize(origin) is null))
        {
            yield return $"AllowedOrigins: '{origin}' must be '*' or an origin such as https://app.example.";
        }

        foreach (var proxy in TrustedProxies.Where(proxy => !System.Net.IPAddress.TryParse(proxy, out _)))
        {
            yield return $"TrustedProxies: '{proxy}' must be an IP address.";
        }
    }
}

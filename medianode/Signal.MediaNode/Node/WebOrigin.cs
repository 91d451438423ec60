namespace Signal.MediaNode.Node;

/// <summary>Origins as browsers send them (RFC 6454, section 6.2): lower case, international names in punycode, no default port.</summary>
internal static class WebOrigin
{
    /// <summary>Represents all origins.</summary>
    public const string Any = "*";

    /// <summary>Returns the origin of a URL.</summary>
    public static string Of(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return (address.IsDefaultPort ? $"{address.Scheme}://{host}" : $"{address.Scheme}://{host}:{address.Port}").ToLowerInvariant();
    }

    /// <summary>Normalizes a configured origin to the form that browsers send; null when the text is not exactly one origin.</summary>
    public static string? TryNormalize(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !text.EndsWith('/')
        && text.Trim() == text
            ? Of(address)
            : null;
}

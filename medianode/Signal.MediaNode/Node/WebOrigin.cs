namespace Signal.MediaNode.Node;

/// <summary>Origins as browsers send them (RFC 6454, section 6.2): lower case, international names in punycode, no default port.</summary>
internal static class WebOrigin
{
    /// <summary>Stands for all origins.</summary>
    public const string Any = "*";

    /// <summary>The origin of an address.</summary>
    public static string Of(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return (address.IsDefaultPort ? $"{address.Scheme}://{host}" : $"{address.Scheme}://{host}:{address.Port}").ToLowerInvariant();
    }

    /// <summary>An origin that an operator wrote, as browsers send it; null when it is none, or more than one.</summary>
    public static string? TryNormalize(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !text.EndsWith('/')
        && text.Trim() == text
            ? Of(address)
            : null;
}

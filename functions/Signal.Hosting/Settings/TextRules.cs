using System.Net;

namespace Signal.Hosting.Settings;

/// <summary>Requires an absolute http or https address.</summary>
public sealed class HttpAddressAttribute() : TextRuleAttribute("an absolute http or https address")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

/// <summary>Requires an IPv4 or IPv6 address.</summary>
public sealed class IpAddressAttribute() : TextRuleAttribute("an IP address")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => IPAddress.TryParse(text, out _);
}

/// <summary>Requires an IP address or a range in CIDR notation.</summary>
public sealed class IpNetworkAttribute() : TextRuleAttribute("an IP address or a CIDR range")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _);
}

/// <summary>Requires a range of IP addresses in CIDR notation.</summary>
public sealed class CidrRangeAttribute() : TextRuleAttribute("a CIDR range such as 10.0.0.0/8")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => IPNetwork.TryParse(text, out _);
}

/// <summary>Requires the name of an HTTP header: a token of RFC 9110, section 5.6.2.</summary>
public sealed class HeaderNameAttribute() : TextRuleAttribute("the name of an HTTP header")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}

/// <summary>Requires the path of an existing file.</summary>
public sealed class ExistingFileAttribute() : TextRuleAttribute("the path of a file that exists")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => File.Exists(text);
}

using System.Net;

namespace Signal.Hosting.Settings;

/// <summary>An absolute http or https address.</summary>
public sealed class HttpAddressAttribute() : TextRuleAttribute("an absolute http or https address")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

/// <summary>An IPv4 or IPv6 address.</summary>
public sealed class IpAddressAttribute() : TextRuleAttribute("an IP address")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => IPAddress.TryParse(text, out _);
}

/// <summary>An IP address, or a range of them in CIDR notation.</summary>
public sealed class IpNetworkAttribute() : TextRuleAttribute("an IP address or a CIDR range")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _);
}

/// <summary>A range of IP addresses in CIDR notation.</summary>
public sealed class CidrRangeAttribute() : TextRuleAttribute("a CIDR range such as 10.0.0.0/8")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => IPNetwork.TryParse(text, out _);
}

/// <summary>The name of an HTTP header: a token of RFC 9110, section 5.6.2.</summary>
public sealed class HeaderNameAttribute() : TextRuleAttribute("the name of an HTTP header")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}

/// <summary>A file that exists.</summary>
public sealed class ExistingFileAttribute() : TextRuleAttribute("the path of a file that exists")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => File.Exists(text);
}

using System.Net;
using System.Net.Sockets;

namespace Signal.MediaNode.Node;

/// <summary>
/// Validates addresses for ICE candidates, where browsers accept only an IP address or a host name (RFC 8839, section 5.1).
/// </summary>
internal static class NetworkAddress
{
    /// <summary>Whether the text is a unicast IP address or a host name.</summary>
    public static bool CanBeReached(string text) => IPAddress.TryParse(text, out var address)
        ? text[0] != '[' && !IsUnspecified(address) && IsWritten(text, address)
        : Uri.CheckHostName(text) == UriHostNameType.Dns && !text.All(c => char.IsAsciiDigit(c) || c == '.');

    private static bool IsUnspecified(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Broadcast) || address.IsIPv6Multicast
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] >= 224);

    // IPAddress also parses "1" and "0x7f.1", which no other component accepts.
    private static bool IsWritten(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.Contains('%') : address.ToString() == text;
}

using System.Net;
using System.Net.Sockets;

namespace Signal.MediaNode.Limits;

/// <summary>Maps an IP address to the range that counts as one client address.</summary>
internal static class AddressRange
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The IPv4 address itself; for IPv6 the /64 network, since every site has at least a /64 to choose its addresses from (RFC 6177,
    /// section 2).
    /// </summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}

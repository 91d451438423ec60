using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Flags of a socket.</summary>
public sealed record TransportSocketFlags
{
    /// <summary>Take IPv6 alone, not IPv4 too. Only for an IPv6 address.</summary>
    [JsonPropertyName("ipv6Only")]
    public bool IPv6Only { get; init; }

    /// <summary>Let several transports bind to the same address and port. Only for UDP, for multicast; to be used with care.</summary>
    public bool UdpReusePort { get; init; }
}

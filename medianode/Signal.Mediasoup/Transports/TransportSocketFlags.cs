using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Flags of a socket.</summary>
public sealed record TransportSocketFlags
{
    /// <summary>Disables dual-stack support, so that only IPv6 is used. Only for an IPv6 address.</summary>
    [JsonPropertyName("ipv6Only")]
    public bool IPv6Only { get; init; }

    /// <summary>Allows several transports to bind to the same address and port. Only for UDP multicast; use with care.</summary>
    public bool UdpReusePort { get; init; }
}

using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>An ICE candidate of a transport.</summary>
public sealed record IceCandidate
{
    /// <summary>The foundation: the same for candidates with the same address, type and protocol.</summary>
    public required string Foundation { get; init; }

    /// <summary>The priority among the candidates.</summary>
    public required uint Priority { get; init; }

    /// <summary>The same as <see cref="Address"/>, under its deprecated name.</summary>
    [JsonInclude]
    public string Ip => Address;

    /// <summary>The IPv4 address, IPv6 address or host name.</summary>
    public required string Address { get; init; }

    /// <summary>The network protocol.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>The port.</summary>
    public required ushort Port { get; init; }

    /// <summary>The candidate type.</summary>
    public required IceCandidateType Type { get; init; }

    /// <summary>The TCP candidate type, for TCP.</summary>
    public IceCandidateTcpType? TcpType { get; init; }
}

using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a WebRTC server.</summary>
public sealed record WebRtcServerDump
{
    /// <summary>The server's id.</summary>
    public required WebRtcServerId Id { get; init; }

    /// <summary>The addresses of its UDP sockets.</summary>
    public required ImmutableArray<IpPort> UdpSockets { get; init; }

    /// <summary>The addresses of its TCP servers.</summary>
    public required ImmutableArray<IpPort> TcpServers { get; init; }

    /// <summary>The ids of the transports that it serves.</summary>
    public required ImmutableArray<TransportId> WebRtcTransportIds { get; init; }

    /// <summary>The transports by ICE username fragment.</summary>
    public required ImmutableArray<IceUserNameFragment> LocalIceUsernameFragments { get; init; }
}

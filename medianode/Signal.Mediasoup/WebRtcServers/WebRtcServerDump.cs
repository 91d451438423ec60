using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a WebRTC server.</summary>
public sealed record WebRtcServerDump
{
    /// <summary>The server's id.</summary>
    public required WebRtcServerId Id { get; init; }

    /// <summary>Its UDP sockets.</summary>
    public required ImmutableArray<IpPort> UdpSockets { get; init; }

    /// <summary>Its TCP servers.</summary>
    public required ImmutableArray<IpPort> TcpServers { get; init; }

    /// <summary>The transports that it serves.</summary>
    public required ImmutableArray<TransportId> WebRtcTransportIds { get; init; }

    /// <summary>The transports by ICE user name fragment.</summary>
    public required ImmutableArray<IceUserNameFragment> LocalIceUsernameFragments { get; init; }
}

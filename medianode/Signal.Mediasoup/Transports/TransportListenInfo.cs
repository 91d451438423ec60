namespace Signal.Mediasoup;

/// <summary>The address and port on which a transport or a WebRTC server listens.</summary>
public sealed record TransportListenInfo
{
    /// <summary>The network protocol.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>The IPv4 or IPv6 address to bind to.</summary>
    public required string Ip { get; init; }

    /// <summary>
    /// The IPv4 address, IPv6 address or host name to announce instead of <see cref="Ip"/>, when the host is behind a NAT.
    /// </summary>
    public string? AnnouncedAddress { get; init; }

    /// <summary>Whether to add ICE candidates with <see cref="Ip"/> to those with <see cref="AnnouncedAddress"/>.</summary>
    public bool ExposeInternalIp { get; init; }

    /// <summary>The port. 0: a port from <see cref="PortRange"/>, or from the worker's range.</summary>
    public ushort Port { get; init; }

    /// <summary>The range from which a port is taken. If set, <see cref="Port"/> is ignored.</summary>
    public TransportPortRange? PortRange { get; init; }

    /// <summary>The socket flags.</summary>
    public TransportSocketFlags? Flags { get; init; }

    /// <summary>The size of the socket's send buffer, in bytes; 0: the system's default.</summary>
    public uint SendBufferSize { get; init; }

    /// <summary>The size of the socket's receive buffer, in bytes; 0: the system's default.</summary>
    public uint RecvBufferSize { get; init; }
}

namespace Signal.Mediasoup;

/// <summary>Where a transport or a WebRTC server listens.</summary>
public sealed record TransportListenInfo
{
    /// <summary>The network protocol.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>The IPv4 or IPv6 address to bind to.</summary>
    public required string Ip { get; init; }

    /// <summary>The IPv4 address, IPv6 address or host name to announce instead of it, when the host is behind a NAT.</summary>
    public string? AnnouncedAddress { get; init; }

    /// <summary>Whether ICE candidates with <see cref="Ip"/> are given beside those with <see cref="AnnouncedAddress"/>.</summary>
    public bool ExposeInternalIp { get; init; }

    /// <summary>The port. 0 takes one out of <see cref="PortRange"/>, or out of the worker's range.</summary>
    public ushort Port { get; init; }

    /// <summary>The range to take a port from. Then <see cref="Port"/> does not matter.</summary>
    public TransportPortRange? PortRange { get; init; }

    /// <summary>Socket flags.</summary>
    public TransportSocketFlags? Flags { get; init; }

    /// <summary>The size of the socket's send buffer, in bytes; 0 leaves it to the system.</summary>
    public uint SendBufferSize { get; init; }

    /// <summary>The size of the socket's receive buffer, in bytes; 0 leaves it to the system.</summary>
    public uint RecvBufferSize { get; init; }
}

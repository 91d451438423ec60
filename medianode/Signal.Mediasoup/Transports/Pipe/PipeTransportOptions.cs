namespace Signal.Mediasoup;

/// <summary>Options for creating a pipe transport.</summary>
public sealed record PipeTransportOptions : SctpTransportOptions
{
    /// <summary>The address and port to listen on.</summary>
    public required TransportListenInfo ListenInfo { get; init; }

    /// <summary>Whether to use RTX and NACK; must be the same on both sides. Useful when packets can be lost between the hosts.</summary>
    public bool EnableRtx { get; init; }

    /// <summary>Whether to use SRTP. If so, the transport must be connected with the remote SRTP parameters.</summary>
    public bool EnableSrtp { get; init; }

    /// <summary>Called with the new transport before its first event is raised. Handlers added here miss no event.</summary>
    public Action<PipeTransport>? OnCreated { get; init; }
}

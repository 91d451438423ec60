namespace Signal.Mediasoup;

/// <summary>Options for creating a plain transport.</summary>
public sealed record PlainTransportOptions : SctpTransportOptions
{
    /// <summary>The address and port to listen on for RTP.</summary>
    public required TransportListenInfo ListenInfo { get; init; }

    /// <summary>The address and port to listen on for RTCP. Disables RTCP mux.</summary>
    public TransportListenInfo? RtcpListenInfo { get; init; }

    /// <summary>Whether RTP and RTCP share a port.</summary>
    public bool RtcpMux { get; init; } = true;

    /// <summary>
    /// Whether the remote address is taken from the first packet. If so, the transport must not be connected, except with SRTP parameters
    /// only.
    /// </summary>
    public bool Comedia { get; init; }

    /// <summary>Whether to use SRTP. If so, the transport must be connected with the remote SRTP parameters.</summary>
    public bool EnableSrtp { get; init; }

    /// <summary>The SRTP crypto suite.</summary>
    public SrtpCryptoSuite SrtpCryptoSuite { get; init; } = SrtpCryptoSuite.AesCm128HmacSha1With80BitTag;

    /// <summary>Called with the new transport before its first event is raised. Handlers added here miss no event.</summary>
    public Action<PlainTransport>? OnCreated { get; init; }
}

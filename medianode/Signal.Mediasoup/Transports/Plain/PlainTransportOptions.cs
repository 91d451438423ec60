namespace Signal.Mediasoup;

/// <summary>How to create a plain transport.</summary>
public sealed record PlainTransportOptions : SctpTransportOptions
{
    /// <summary>Where to listen for RTP.</summary>
    public required TransportListenInfo ListenInfo { get; init; }

    /// <summary>Where to listen for RTCP. It turns RTCP mux off.</summary>
    public TransportListenInfo? RtcpListenInfo { get; init; }

    /// <summary>Whether RTP and RTCP share a port.</summary>
    public bool RtcpMux { get; init; } = true;

    /// <summary>
    /// Whether the remote address is learnt from the first packet. Then connect must not be called, except with SRTP keys only.
    /// </summary>
    public bool Comedia { get; init; }

    /// <summary>Whether to use SRTP. Then connect must be called with the remote keys.</summary>
    public bool EnableSrtp { get; init; }

    /// <summary>The crypto suite of SRTP.</summary>
    public SrtpCryptoSuite SrtpCryptoSuite { get; init; } = SrtpCryptoSuite.AesCm128HmacSha1With80BitTag;

    /// <summary>Gets the new transport before any of its events is raised: the place to add handlers.</summary>
    public Action<PlainTransport>? OnCreated { get; init; }
}

namespace Signal.Mediasoup;

/// <summary>The address of an RTP endpoint.</summary>
public sealed record PlainTransportConnectOptions
{
    /// <summary>The remote IP address. Required without comedia.</summary>
    public string? Ip { get; init; }

    /// <summary>The remote RTP port. Required without comedia.</summary>
    public ushort? Port { get; init; }

    /// <summary>The remote RTCP port. Required without comedia and without RTCP mux.</summary>
    public ushort? RtcpPort { get; init; }

    /// <summary>The remote SRTP parameters. Required with SRTP.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

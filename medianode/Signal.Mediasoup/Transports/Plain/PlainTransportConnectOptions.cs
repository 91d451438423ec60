namespace Signal.Mediasoup;

/// <summary>Where an RTP endpoint is.</summary>
public sealed record PlainTransportConnectOptions
{
    /// <summary>The IP address. Needed without comedia.</summary>
    public string? Ip { get; init; }

    /// <summary>The RTP port. Needed without comedia.</summary>
    public ushort? Port { get; init; }

    /// <summary>The RTCP port. Needed without comedia and without RTCP mux.</summary>
    public ushort? RtcpPort { get; init; }

    /// <summary>The endpoint's SRTP keys. Needed with SRTP.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

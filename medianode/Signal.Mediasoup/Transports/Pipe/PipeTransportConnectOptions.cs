namespace Signal.Mediasoup;

/// <summary>The address of the other router's pipe transport.</summary>
public sealed record PipeTransportConnectOptions
{
    /// <summary>The remote IP address.</summary>
    public required string Ip { get; init; }

    /// <summary>The remote port.</summary>
    public required ushort Port { get; init; }

    /// <summary>The remote SRTP parameters. Required with SRTP.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

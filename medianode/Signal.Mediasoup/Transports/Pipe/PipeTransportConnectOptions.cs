namespace Signal.Mediasoup;

/// <summary>Where the other router's pipe transport is.</summary>
public sealed record PipeTransportConnectOptions
{
    /// <summary>The IP address.</summary>
    public required string Ip { get; init; }

    /// <summary>The port.</summary>
    public required ushort Port { get; init; }

    /// <summary>The other side's SRTP keys. Needed with SRTP.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

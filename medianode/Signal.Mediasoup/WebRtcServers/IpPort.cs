namespace Signal.Mediasoup;

/// <summary>A bound address and port.</summary>
public sealed record IpPort
{
    /// <summary>The IP address.</summary>
    public required string Ip { get; init; }

    /// <summary>The port.</summary>
    public required ushort Port { get; init; }
}

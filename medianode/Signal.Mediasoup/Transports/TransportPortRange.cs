namespace Signal.Mediasoup;

/// <summary>The range of ports to which a socket can bind.</summary>
public sealed record TransportPortRange
{
    /// <summary>The lowest port.</summary>
    public required ushort Min { get; init; }

    /// <summary>The highest port.</summary>
    public required ushort Max { get; init; }
}

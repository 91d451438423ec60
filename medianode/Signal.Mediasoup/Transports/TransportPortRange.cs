namespace Signal.Mediasoup;

/// <summary>The ports that a socket may bind to.</summary>
public sealed record TransportPortRange
{
    /// <summary>The lowest port.</summary>
    public required ushort Min { get; init; }

    /// <summary>The highest port.</summary>
    public required ushort Max { get; init; }
}

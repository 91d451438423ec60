namespace Signal.Mediasoup;

/// <summary>The inside of a pipe transport.</summary>
public sealed record PipeTransportDump : TransportDump
{
    /// <summary>The addresses.</summary>
    public required TransportTuple Tuple { get; init; }

    /// <summary>Whether RTX and NACK are on.</summary>
    public required bool Rtx { get; init; }

    /// <summary>The local SRTP keys, with SRTP.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

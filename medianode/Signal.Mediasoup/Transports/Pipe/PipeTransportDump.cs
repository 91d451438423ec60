using System.Diagnostics.CodeAnalysis;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>The internal state of a pipe transport.</summary>
public sealed record PipeTransportDump : TransportDump
{
    /// <summary>A dump whose members are all given.</summary>
    public PipeTransportDump()
    {
    }

    [SetsRequiredMembers]
    internal PipeTransportDump(FBS.PipeTransport.DumpResponse dump)
        : base(dump.Base!.Value)
    {
        Tuple = TransportReader.Tuple(dump.Tuple!.Value);
        Rtx = dump.Rtx;
        SrtpParameters = TransportReader.Srtp(dump.SrtpParameters);
    }

    /// <summary>The addresses.</summary>
    public required TransportTuple Tuple { get; init; }

    /// <summary>Whether RTX and NACK are on.</summary>
    public required bool Rtx { get; init; }

    /// <summary>The local SRTP keys, with SRTP.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

using System.Diagnostics.CodeAnalysis;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>The internal state of a pipe transport.</summary>
public sealed record PipeTransportDump : TransportDump
{
    /// <summary>Creates an instance. All required members must be set.</summary>
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

    /// <summary>The local and remote address of the transport.</summary>
    public required TransportTuple Tuple { get; init; }

    /// <summary>Whether RTX and NACK are enabled.</summary>
    public required bool Rtx { get; init; }

    /// <summary>The local SRTP parameters, if SRTP is enabled; otherwise null.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

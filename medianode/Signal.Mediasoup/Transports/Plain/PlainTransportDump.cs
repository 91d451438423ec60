using System.Diagnostics.CodeAnalysis;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>The internal state of a plain transport.</summary>
public sealed record PlainTransportDump : TransportDump
{
    /// <summary>A dump whose members are all given.</summary>
    public PlainTransportDump()
    {
    }

    [SetsRequiredMembers]
    internal PlainTransportDump(FBS.PlainTransport.DumpResponse dump)
        : base(dump.Base!.Value)
    {
        RtcpMux = dump.RtcpMux;
        Comedia = dump.Comedia;
        Tuple = TransportReader.Tuple(dump.Tuple!.Value);
        RtcpTuple = TransportReader.Tuple(dump.RtcpTuple);
        SrtpParameters = TransportReader.Srtp(dump.SrtpParameters);
    }

    /// <summary>Whether RTP and RTCP share a port.</summary>
    public required bool RtcpMux { get; init; }

    /// <summary>Whether the remote address is learnt from the first packet.</summary>
    public required bool Comedia { get; init; }

    /// <summary>The RTP addresses.</summary>
    public required TransportTuple Tuple { get; init; }

    /// <summary>The RTCP addresses, without RTCP mux.</summary>
    public TransportTuple? RtcpTuple { get; init; }

    /// <summary>The local SRTP keys, with SRTP.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

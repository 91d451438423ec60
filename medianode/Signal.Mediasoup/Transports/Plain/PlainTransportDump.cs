using System.Diagnostics.CodeAnalysis;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>The internal state of a plain transport.</summary>
public sealed record PlainTransportDump : TransportDump
{
    /// <summary>Creates an instance. All required members must be set.</summary>
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

    /// <summary>Whether the remote address is taken from the first packet (comedia).</summary>
    public required bool Comedia { get; init; }

    /// <summary>The local and remote RTP address.</summary>
    public required TransportTuple Tuple { get; init; }

    /// <summary>The local and remote RTCP address; null with RTCP mux.</summary>
    public TransportTuple? RtcpTuple { get; init; }

    /// <summary>The local SRTP parameters, if SRTP is enabled; otherwise null.</summary>
    public SrtpParameters? SrtpParameters { get; init; }
}

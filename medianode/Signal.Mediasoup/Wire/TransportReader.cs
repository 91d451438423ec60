using FBS.Transport;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the data that all transports share.</summary>
internal static class TransportReader
{
    public static TransportTuple Tuple(FBS.Transport.Tuple tuple) => new()
    {
        LocalAddress = tuple.LocalAddress,
        LocalPort = tuple.LocalPort,
        RemoteIp = tuple.RemoteIp,
        RemotePort = tuple.RemotePort,
        Protocol = Protocol(tuple.Protocol),
    };

    public static TransportTuple? Tuple(FBS.Transport.Tuple? tuple) => tuple is { } given ? Tuple(given) : null;

    public static TransportProtocol Protocol(Protocol protocol) =>
        protocol == FBS.Transport.Protocol.TCP ? TransportProtocol.Tcp : TransportProtocol.Udp;

    public static SctpState? State(FBS.SctpAssociation.SctpState? state) => (SctpState?)(int?)state;

    public static SctpParameters? Sctp(FBS.SctpParameters.SctpParameters? parameters) =>
        parameters is { } sctp ? SctpFbs.Read(sctp) : null;

    public static SctpNegotiatedCapabilities? Negotiated(FBS.SctpAssociation.SctpNegotiatedCapabilities? capabilities) =>
        capabilities is not { } negotiated
            ? null
            : new SctpNegotiatedCapabilities
            {
                NegotiatedMaxOutboundStreams = negotiated.NegotiatedMaxOutboundStreams,
                NegotiatedMaxInboundStreams = negotiated.NegotiatedMaxInboundStreams,
            };

    public static SctpStreamParameters? Stream(FBS.SctpParameters.SctpStreamParameters? parameters) =>
        parameters is { } stream ? SctpFbs.Read(stream) : null;

    public static SrtpParameters? Srtp(FBS.SrtpParameters.SrtpParameters? parameters) => parameters is not { } srtp
        ? null
        : new SrtpParameters { CryptoSuite = (SrtpCryptoSuite)srtp.CryptoSuite, KeyBase64 = srtp.KeyBase64 };

    public static TransportTrace Trace(TraceNotification trace) => new()
    {
        Type = (TransportTraceEventType)trace.Type,
        Timestamp = (long)trace.Timestamp,
        Direction = (TraceDirection)trace.Direction,
        Info = trace.InfoType == FBS.Transport.TraceInfo.BweTraceInfo ? Estimation(trace.InfoAsBweTraceInfo()) : null,
    };

    private static BweTraceInfo Estimation(FBS.Transport.BweTraceInfo info) => new()
    {
        BweType = (BweType)info.BweType,
        DesiredBitrate = (long)info.DesiredBitrate,
        EffectiveDesiredBitrate = (long)info.EffectiveDesiredBitrate,
        MinBitrate = (long)info.MinBitrate,
        MaxBitrate = (long)info.MaxBitrate,
        StartBitrate = (long)info.StartBitrate,
        MaxPaddingBitrate = (long)info.MaxPaddingBitrate,
        AvailableBitrate = (long)info.AvailableBitrate,
    };
}

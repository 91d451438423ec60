namespace Signal.Mediasoup.Wire;

/// <summary>Reads the parts of a transport's dump.</summary>
internal static class TransportDumpReader
{
    public static RecvRtpHeaderExtensions Extensions(FBS.Transport.RecvRtpHeaderExtensions extensions) => new()
    {
        Mid = extensions.Mid,
        Rid = extensions.Rid,
        Rrid = extensions.Rrid,
        AbsSendTime = extensions.AbsSendTime,
        TransportWideCc01 = extensions.TransportWideCc01,
    };

    public static RtpListenerDump Listener(FBS.Transport.RtpListener listener) => new()
    {
        SsrcTable = Vectors.Read(listener, listener.SsrcTableLength, static (l, i) => Vectors.Numbered<ProducerId>(l.SsrcTable(i)!.Value)),
        MidTable = Vectors.Read(listener, listener.MidTableLength, static (l, i) => Vectors.Named<ProducerId>(l.MidTable(i)!.Value)),
        RidTable = Vectors.Read(listener, listener.RidTableLength, static (l, i) => Vectors.Named<ProducerId>(l.RidTable(i)!.Value)),
    };

    public static SctpListenerDump? Listener(FBS.Transport.SctpListener? listener) => listener is not { } sctp
        ? null
        : new SctpListenerDump
        {
            StreamIdTable = Vectors.Read(sctp, sctp.StreamIdTableLength, static (l, i) => Stream(l.StreamIdTable(i)!.Value)),
        };

    private static KeyValue<ushort, DataProducerId> Stream(FBS.Common.Uint16String pair) => new(pair.Key, DataProducerId.From(pair.Value));
}

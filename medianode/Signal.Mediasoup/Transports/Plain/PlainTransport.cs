namespace Signal.Mediasoup;

/// <summary>Connects a router to a plain RTP endpoint, such as FFmpeg or GStreamer, over UDP.</summary>
public sealed partial class PlainTransport : Transport
{
    internal PlainTransport(Router router, TransportId id, PlainTransportDump dump, PlainTransportOptions options)
        : base(router, id, options.AppData)
    {
        RtcpMux = dump.RtcpMux;
        Comedia = dump.Comedia;
        Tuple = dump.Tuple;
        RtcpTuple = dump.RtcpTuple;
        SrtpParameters = dump.SrtpParameters;
        SctpParameters = dump.SctpParameters;
        SctpState = dump.SctpState;
        Observer = new PlainTransportObserver(Listeners);
        Register(this, options.OnCreated);
    }

    /// <summary>The remote RTP address was detected (comedia).</summary>
    public event Action<TransportTuple>? OnTuple;

    /// <summary>The remote RTCP address was detected (comedia, without RTCP mux).</summary>
    public event Action<TransportTuple>? OnRtcpTuple;

    /// <summary>The state of the SCTP association changed.</summary>
    public event Action<SctpState>? OnSctpStateChange;

    /// <inheritdoc/>
    public override TransportType Type => TransportType.Plain;

    /// <inheritdoc cref="Transport.Observer"/>
    public new PlainTransportObserver Observer { get; }

    /// <summary>Whether RTP and RTCP share a port.</summary>
    public bool RtcpMux { get; }

    /// <summary>Whether the remote address is taken from the first packet (comedia).</summary>
    public bool Comedia { get; }

    /// <summary>The local and remote RTP address.</summary>
    public TransportTuple Tuple { get; private set; }

    /// <summary>The local and remote RTCP address; null with RTCP mux.</summary>
    public TransportTuple? RtcpTuple { get; private set; }

    /// <summary>The router's SRTP parameters, if SRTP is enabled; otherwise null.</summary>
    public SrtpParameters? SrtpParameters { get; private set; }

    /// <summary>The SCTP parameters, if SCTP is enabled; otherwise null.</summary>
    public SctpParameters? SctpParameters { get; }

    /// <summary>The state of the SCTP association, if SCTP is enabled; otherwise null.</summary>
    public SctpState? SctpState { get; private set; }

    /// <summary>The negotiated SCTP capabilities, once the association is connected; otherwise null.</summary>
    public SctpNegotiatedCapabilities? SctpNegotiatedCapabilities { get; private set; }

    private protected override TransportObserver BaseObserver => Observer;

    private protected override void OnClosing() => SctpState = SctpState is null ? null : Mediasoup.SctpState.Closed;
}

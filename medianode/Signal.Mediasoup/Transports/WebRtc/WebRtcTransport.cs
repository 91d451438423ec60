using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>Connects a router to a WebRTC endpoint, over ICE and DTLS.</summary>
public sealed partial class WebRtcTransport : Transport
{
    private readonly WebRtcServer? _server;

    internal WebRtcTransport(Router router, TransportId id, WebRtcTransportDump dump, WebRtcTransportOptions options)
        : base(router, id, options.AppData)
    {
        _server = options.WebRtcServer;
        IceRole = dump.IceRole;
        IceParameters = dump.IceParameters;
        IceCandidates = dump.IceCandidates;
        IceState = dump.IceState;
        IceSelectedTuple = dump.IceSelectedTuple;
        DtlsParameters = dump.DtlsParameters;
        DtlsState = dump.DtlsState;
        SctpParameters = dump.SctpParameters;
        SctpState = dump.SctpState;
        Observer = new WebRtcTransportObserver(Listeners);
        Register(this, options.OnCreated);
    }

    /// <summary>The ICE state changed.</summary>
    public event Action<IceState>? OnIceStateChange;

    /// <summary>The nominated address pair changed.</summary>
    public event Action<TransportTuple>? OnIceSelectedTupleChange;

    /// <summary>The DTLS state changed.</summary>
    public event Action<DtlsState>? OnDtlsStateChange;

    /// <summary>The state of the SCTP association changed.</summary>
    public event Action<SctpState>? OnSctpStateChange;

    /// <inheritdoc/>
    public override TransportType Type => TransportType.WebRtc;

    /// <inheritdoc cref="Transport.Observer"/>
    public new WebRtcTransportObserver Observer { get; }

    /// <summary>The router's ICE role.</summary>
    public IceRole IceRole { get; }

    /// <summary>The ICE parameters of the router.</summary>
    public IceParameters IceParameters { get; private set; }

    /// <summary>The ICE candidates of the router.</summary>
    public ImmutableArray<IceCandidate> IceCandidates { get; }

    /// <summary>The ICE state.</summary>
    public IceState IceState { get; private set; }

    /// <summary>The nominated address pair; null before nomination.</summary>
    public TransportTuple? IceSelectedTuple { get; private set; }

    /// <summary>The DTLS parameters of the router.</summary>
    public DtlsParameters DtlsParameters { get; private set; }

    /// <summary>The DTLS state.</summary>
    public DtlsState DtlsState { get; private set; }

    /// <summary>The endpoint's certificate in PEM format, once DTLS is connected.</summary>
    public string? DtlsRemoteCert { get; private set; }

    /// <summary>The SCTP parameters, if SCTP is enabled; otherwise null.</summary>
    public SctpParameters? SctpParameters { get; }

    /// <summary>The state of the SCTP association, if SCTP is enabled; otherwise null.</summary>
    public SctpState? SctpState { get; private set; }

    /// <summary>The negotiated SCTP capabilities, once the association is connected; otherwise null.</summary>
    public SctpNegotiatedCapabilities? SctpNegotiatedCapabilities { get; private set; }

    private protected override TransportObserver BaseObserver => Observer;

    internal override void Created()
    {
        if (_server is null)
        {
            return;
        }

        if (_server.Handle(this))
        {
            _server.Observer.WebRtcTransportHandled(this);
        }
        else
        {
            ListenServerClosed();
        }
    }

    private protected override void OnClosing()
    {
        IceState = IceState.Closed;
        IceSelectedTuple = null;
        DtlsState = DtlsState.Closed;
        SctpState = SctpState is null ? null : Mediasoup.SctpState.Closed;
    }

    private protected override void Unhandled() => _server?.Unhandle(this);
}

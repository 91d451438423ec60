namespace Signal.Mediasoup;

/// <summary>Connects a router to another router, in another worker or on another host.</summary>
public sealed partial class PipeTransport : Transport
{
    private readonly bool _rtx;

    internal PipeTransport(Router router, TransportId id, PipeTransportDump dump, PipeTransportOptions options)
        : base(router, id, options.AppData)
    {
        _rtx = dump.Rtx;
        Tuple = dump.Tuple;
        SrtpParameters = dump.SrtpParameters;
        SctpParameters = dump.SctpParameters;
        SctpState = dump.SctpState;
        Observer = new PipeTransportObserver(Listeners);
        Register(this, options.OnCreated);
    }

    /// <summary>The state of the SCTP association changed.</summary>
    public event Action<SctpState>? OnSctpStateChange;

    /// <inheritdoc/>
    public override TransportType Type => TransportType.Pipe;

    /// <inheritdoc cref="Transport.Observer"/>
    public new PipeTransportObserver Observer { get; }

    /// <summary>The local and remote address of the transport.</summary>
    public TransportTuple Tuple { get; private set; }

    /// <summary>The router's SRTP parameters, if SRTP is enabled; otherwise null.</summary>
    public SrtpParameters? SrtpParameters { get; }

    /// <summary>The SCTP parameters, if SCTP is enabled; otherwise null.</summary>
    public SctpParameters? SctpParameters { get; }

    /// <summary>The state of the SCTP association, if SCTP is enabled; otherwise null.</summary>
    public SctpState? SctpState { get; private set; }

    /// <summary>The negotiated SCTP capabilities, once the association is connected; otherwise null.</summary>
    public SctpNegotiatedCapabilities? SctpNegotiatedCapabilities { get; private set; }

    private protected override TransportObserver BaseObserver => Observer;

    private protected override void OnClosing() => SctpState = SctpState is null ? null : Mediasoup.SctpState.Closed;
}

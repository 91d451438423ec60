using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a WebRTC transport.</summary>
public sealed class WebRtcTransportObserver : TransportObserver
{
    internal WebRtcTransportObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The ICE state changed.</summary>
    public event Action<IceState>? OnIceStateChange;

    /// <summary>The nominated address pair changed.</summary>
    public event Action<TransportTuple>? OnIceSelectedTupleChange;

    /// <summary>The DTLS state changed.</summary>
    public event Action<DtlsState>? OnDtlsStateChange;

    /// <summary>The state of the SCTP association changed.</summary>
    public event Action<SctpState>? OnSctpStateChange;

    internal void IceStateChange(IceState iceState) => Listeners.Raise(OnIceStateChange, iceState);

    internal void IceSelectedTupleChange(TransportTuple transportTuple) => Listeners.Raise(OnIceSelectedTupleChange, transportTuple);

    internal void DtlsStateChange(DtlsState dtlsState) => Listeners.Raise(OnDtlsStateChange, dtlsState);

    internal void SctpStateChange(SctpState sctpState) => Listeners.Raise(OnSctpStateChange, sctpState);
}

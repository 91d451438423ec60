using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class WebRtcTransport
{
    private protected override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
            case Event.WEBRTCTRANSPORT_ICE_STATE_CHANGE:
                Enqueue(
                    this,
                    (IceState)content.BodyAsWebRtcTransport_IceStateChangeNotification().IceState,
                    static (transport, state) => transport.Changed(state));
                break;
            case Event.WEBRTCTRANSPORT_ICE_SELECTED_TUPLE_CHANGE:
                Enqueue(
                    this,
                    TransportReader.Tuple(content.BodyAsWebRtcTransport_IceSelectedTupleChangeNotification().Tuple!.Value),
                    static (transport, tuple) => transport.Changed(tuple));
                break;
            case Event.WEBRTCTRANSPORT_DTLS_STATE_CHANGE:
                var dtls = content.BodyAsWebRtcTransport_DtlsStateChangeNotification();
                Enqueue(
                    this,
                    (State: (DtlsState)dtls.DtlsState, Certificate: dtls.RemoteCert),
                    static (transport, change) => transport.Changed(change.State, change.Certificate));
                break;
            default:
                base.OnNotification(notification, content);
                break;
        }
    }

    private void Changed(IceState state)
    {
        IceState = state;
        Listeners.Raise(OnIceStateChange, state);
        Observer.IceStateChange(state);
    }

    private void Changed(TransportTuple tuple)
    {
        IceSelectedTuple = tuple;
        Listeners.Raise(OnIceSelectedTupleChange, tuple);
        Observer.IceSelectedTupleChange(tuple);
    }

    private void Changed(DtlsState state, string? certificate)
    {
        DtlsState = state;
        if (state == DtlsState.Connected)
        {
            DtlsRemoteCert = certificate;
        }

        Listeners.Raise(OnDtlsStateChange, state);
        Observer.DtlsStateChange(state);
    }

    private protected override void Changed(SctpState state)
    {
        SctpState = state;
        Listeners.Raise(OnSctpStateChange, state);
        Observer.SctpStateChange(state);
    }

    private protected override void Agreed(SctpNegotiatedCapabilities capabilities)
    {
        SctpNegotiatedCapabilities = capabilities;
        base.Agreed(capabilities);
    }
}

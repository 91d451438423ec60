using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class WebRtcTransport
{
    internal override void OnNotification(Event notification, Notification content)
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
            case Event.TRANSPORT_SCTP_STATE_CHANGE:
                Enqueue(
                    this,
                    (SctpState)content.BodyAsTransport_SctpStateChangeNotification().SctpState,
                    static (transport, state) => transport.Changed(state));
                break;
            case Event.TRANSPORT_SCTP_NEGOTIATED_CAPABILITIES:
                if (TransportReader.Negotiated(
                    content.BodyAsTransport_SctpNegotiatedCapabilitiesNotification().NegotiatedCapabilities) is { } capabilities)
                {
                    Enqueue(this, capabilities, static (transport, capabilities) => transport.Agreed(capabilities));
                }

                break;
            case Event.TRANSPORT_TRACE:
                RaiseTrace(content);
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

    private void Changed(SctpState state)
    {
        SctpState = state;
        Listeners.Raise(OnSctpStateChange, state);
        Observer.SctpStateChange(state);
    }

    private void Agreed(SctpNegotiatedCapabilities capabilities)
    {
        SctpNegotiatedCapabilities = capabilities;
        Negotiated(capabilities);
    }
}

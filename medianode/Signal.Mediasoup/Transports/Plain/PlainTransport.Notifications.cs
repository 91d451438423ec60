using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class PlainTransport
{
    internal override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
            case Event.PLAINTRANSPORT_TUPLE:
                Enqueue(
                    this,
                    TransportReader.Tuple(content.BodyAsPlainTransport_TupleNotification().Tuple!.Value),
                    static (transport, tuple) => transport.Found(tuple));
                break;
            case Event.PLAINTRANSPORT_RTCP_TUPLE:
                Enqueue(
                    this,
                    TransportReader.Tuple(content.BodyAsPlainTransport_RtcpTupleNotification().Tuple!.Value),
                    static (transport, tuple) => transport.FoundRtcp(tuple));
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

    private void Found(TransportTuple tuple)
    {
        Tuple = tuple;
        Listeners.Raise(OnTuple, tuple);
        Observer.Tuple(tuple);
    }

    private void FoundRtcp(TransportTuple tuple)
    {
        RtcpTuple = tuple;
        Listeners.Raise(OnRtcpTuple, tuple);
        Observer.RtcpTuple(tuple);
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

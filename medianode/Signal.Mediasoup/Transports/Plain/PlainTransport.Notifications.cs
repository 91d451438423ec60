using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class PlainTransport
{
    private protected override void OnNotification(Event notification, Notification content)
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
            default:
                base.OnNotification(notification, content);
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

using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    private protected override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
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
                Enqueue(
                    this,
                    TransportReader.Trace(content.BodyAsTransport_TraceNotification()),
                    static (transport, trace) =>
                    {
                        transport.Listeners.Raise(transport.OnTrace, trace);
                        transport.BaseObserver.Trace(trace);
                    });
                break;
        }
    }

    // For transports that support SCTP.
    private protected virtual void Changed(SctpState state)
    {
    }
}

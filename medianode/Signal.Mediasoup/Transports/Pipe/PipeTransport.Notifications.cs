using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class PipeTransport
{
    internal override void OnNotification(Event notification, Notification content)
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
                RaiseTrace(content);
                break;
        }
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

using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a direct transport.</summary>
public sealed class DirectTransportObserver : TransportObserver
{
    internal DirectTransportObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }
}

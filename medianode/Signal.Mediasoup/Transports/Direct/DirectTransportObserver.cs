using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a direct transport for monitoring.</summary>
public sealed class DirectTransportObserver : TransportObserver
{
    internal DirectTransportObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }
}

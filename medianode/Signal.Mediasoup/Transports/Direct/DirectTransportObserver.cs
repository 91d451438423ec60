using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a direct transport for those who watch it from outside.</summary>
public sealed class DirectTransportObserver : TransportObserver
{
    internal DirectTransportObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }
}

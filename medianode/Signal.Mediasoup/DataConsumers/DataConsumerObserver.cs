using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a data consumer for monitoring.</summary>
public sealed class DataConsumerObserver : PausableObserver
{
    internal DataConsumerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }
}

using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a data consumer.</summary>
public sealed class DataConsumerObserver : PausableObserver
{
    internal DataConsumerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }
}

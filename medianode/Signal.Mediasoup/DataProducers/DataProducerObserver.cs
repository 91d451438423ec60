using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a data producer.</summary>
public sealed class DataProducerObserver : PausableObserver
{
    internal DataProducerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }
}

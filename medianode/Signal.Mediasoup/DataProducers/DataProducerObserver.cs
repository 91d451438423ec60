using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a data producer for monitoring.</summary>
public sealed class DataProducerObserver : PausableObserver
{
    internal DataProducerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }
}

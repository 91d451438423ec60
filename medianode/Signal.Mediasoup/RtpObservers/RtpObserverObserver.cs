using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of an RTP observer.</summary>
public class RtpObserverObserver : PausableObserver
{
    private protected RtpObserverObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>A producer was added to the observer.</summary>
    public event Action<Producer>? OnAddProducer;

    /// <summary>A producer was removed from the observer.</summary>
    public event Action<Producer>? OnRemoveProducer;

    internal void AddProducer(Producer producer) => Listeners.Raise(OnAddProducer, producer);

    internal void RemoveProducer(Producer producer) => Listeners.Raise(OnRemoveProducer, producer);
}

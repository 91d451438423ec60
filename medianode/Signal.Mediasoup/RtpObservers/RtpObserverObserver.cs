using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of an RTP observer for monitoring.</summary>
public class RtpObserverObserver : PausableObserver
{
    private protected RtpObserverObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The observer looks at one more producer.</summary>
    public event Action<Producer>? OnAddProducer;

    /// <summary>The observer looks at a producer no longer.</summary>
    public event Action<Producer>? OnRemoveProducer;

    internal void AddProducer(Producer producer) => Listeners.Raise(OnAddProducer, producer);

    internal void RemoveProducer(Producer producer) => Listeners.Raise(OnRemoveProducer, producer);
}

using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of an RTP observer for those who watch it from outside.</summary>
public class RtpObserverObserver : WorkerObjectObserver
{
    private protected RtpObserverObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The observer was paused.</summary>
    public event Action? OnPause;

    /// <summary>The observer was resumed.</summary>
    public event Action? OnResume;

    /// <summary>The observer looks at one more producer.</summary>
    public event Action<Producer>? OnAddProducer;

    /// <summary>The observer looks at a producer no longer.</summary>
    public event Action<Producer>? OnRemoveProducer;

    internal void Pause() => Listeners.Raise(OnPause);

    internal void Resume() => Listeners.Raise(OnResume);

    internal void AddProducer(Producer producer) => Listeners.Raise(OnAddProducer, producer);

    internal void RemoveProducer(Producer producer) => Listeners.Raise(OnRemoveProducer, producer);
}

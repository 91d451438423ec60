using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of an active speaker observer.</summary>
public sealed class ActiveSpeakerObserverObserver : RtpObserverObserver
{
    internal ActiveSpeakerObserverObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The active speaker changed.</summary>
    public event Action<Producer>? OnDominantSpeaker;

    internal void DominantSpeaker(Producer producer) => Listeners.Raise(OnDominantSpeaker, producer);
}

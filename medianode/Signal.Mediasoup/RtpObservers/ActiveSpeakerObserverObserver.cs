using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of an active speaker observer for monitoring.</summary>
public sealed class ActiveSpeakerObserverObserver : RtpObserverObserver
{
    internal ActiveSpeakerObserverObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>Another producer speaks.</summary>
    public event Action<Producer>? OnDominantSpeaker;

    internal void DominantSpeaker(Producer producer) => Listeners.Raise(OnDominantSpeaker, producer);
}

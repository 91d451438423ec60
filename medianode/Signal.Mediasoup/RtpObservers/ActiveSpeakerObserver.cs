using FBS.Notification;

namespace Signal.Mediasoup;

/// <summary>Reports which audio producer of a router is the active speaker.</summary>
public sealed class ActiveSpeakerObserver : RtpObserver
{
    internal ActiveSpeakerObserver(Router router, RtpObserverId id, ActiveSpeakerObserverOptions options)
        : base(router, id, options.AppData, new ActiveSpeakerObserverObserver(router.Channel.ListenerErrors))
    {
        Register(this, options.OnCreated);
    }

    /// <summary>The active speaker changed.</summary>
    public event Action<Producer>? OnDominantSpeaker;

    /// <inheritdoc/>
    public override RtpObserverType Type => RtpObserverType.ActiveSpeaker;

    /// <inheritdoc cref="RtpObserver.Observer"/>
    public new ActiveSpeakerObserverObserver Observer => (ActiveSpeakerObserverObserver)base.Observer;

    private protected override void OnNotification(Event notification, Notification content)
    {
        if (notification != Event.ACTIVESPEAKEROBSERVER_DOMINANT_SPEAKER)
        {
            return;
        }

        var id = ProducerId.From(content.BodyAsActiveSpeakerObserver_DominantSpeakerNotification().ProducerId);
        if (Router.FindProducer(id) is { } producer)
        {
            Enqueue(this, producer, static (observer, producer) =>
            {
                observer.Listeners.Raise(observer.OnDominantSpeaker, producer);
                observer.Observer.DominantSpeaker(producer);
            });
        }
    }
}

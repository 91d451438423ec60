using System.Text.Json.Nodes;
using FBS.Notification;

namespace Signal.Mediasoup;

/// <summary>Tells which audio producer of a router is the one that speaks.</summary>
public sealed class ActiveSpeakerObserver : RtpObserver
{
    internal ActiveSpeakerObserver(Router router, RtpObserverId id, JsonObject? appData)
        : base(router, id, appData)
    {
        Observer = new ActiveSpeakerObserverObserver(Listeners);
        Register();
    }

    /// <summary>Another producer speaks.</summary>
    public event Action<Producer>? OnDominantSpeaker;

    /// <inheritdoc/>
    public override RtpObserverType Type => RtpObserverType.ActiveSpeaker;

    /// <inheritdoc cref="RtpObserver.Observer"/>
    public new ActiveSpeakerObserverObserver Observer { get; }

    private protected override RtpObserverObserver BaseObserver => Observer;

    internal override void OnNotification(Event notification, Notification content)
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

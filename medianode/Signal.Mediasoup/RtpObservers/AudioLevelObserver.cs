using System.Collections.Immutable;
using FBS.AudioLevelObserver;
using FBS.Notification;

namespace Signal.Mediasoup;

/// <summary>Reports which audio producers of a router are the loudest.</summary>
public sealed class AudioLevelObserver : RtpObserver
{
    internal AudioLevelObserver(Router router, RtpObserverId id, AudioLevelObserverOptions options)
        : base(router, id, options.AppData, new AudioLevelObserverObserver(router.Channel.ListenerErrors))
    {
        Register(this, options.OnCreated);
    }

    /// <summary>The loudest producers of the last interval, the loudest first.</summary>
    public event Action<ImmutableArray<AudioLevelObserverVolume>>? OnVolumes;

    /// <summary>No producer is louder than the threshold.</summary>
    public event Action? OnSilence;

    /// <inheritdoc/>
    public override RtpObserverType Type => RtpObserverType.AudioLevel;

    /// <inheritdoc cref="RtpObserver.Observer"/>
    public new AudioLevelObserverObserver Observer => (AudioLevelObserverObserver)base.Observer;

    private protected override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
            case Event.AUDIOLEVELOBSERVER_VOLUMES:
                var volumes = Read(content.BodyAsAudioLevelObserver_VolumesNotification());
                if (!volumes.IsEmpty)
                {
                    Enqueue(this, volumes, static (observer, volumes) =>
                    {
                        observer.Listeners.Raise(observer.OnVolumes, volumes);
                        observer.Observer.Volumes(volumes);
                    });
                }

                break;
            case Event.AUDIOLEVELOBSERVER_SILENCE:
                Enqueue(this, 0, static (observer, _) =>
                {
                    observer.Listeners.Raise(observer.OnSilence);
                    observer.Observer.Silence();
                });
                break;
        }
    }

    // Excludes producers that were closed while the notification was in transit.
    private ImmutableArray<AudioLevelObserverVolume> Read(VolumesNotification notification)
    {
        var volumes = ImmutableArray.CreateBuilder<AudioLevelObserverVolume>();
        for (var i = 0; i < notification.VolumesLength; i++)
        {
            var volume = notification.Volumes(i)!.Value;
            if (Router.FindProducer(ProducerId.From(volume.ProducerId)) is { } producer)
            {
                volumes.Add(new AudioLevelObserverVolume { Producer = producer, Volume = volume.Volume_ });
            }
        }

        return volumes.DrainToImmutable();
    }
}
